//! Who works here, for the lock beside the file and for the ledger.

use crate::app::Stamp;
use crate::store::Owner;

/// This process, and the person and machine as the system knows them.
pub fn operator() -> Owner {
    let word = |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok().filter(|word| !word.is_empty()));
    let person = word(&["USER", "USERNAME", "LOGNAME"]);
    let machine = word(&["HOSTNAME", "COMPUTERNAME"]).or_else(|| {
        let name = std::fs::read_to_string("/etc/hostname").ok()?;
        Some(name.trim().to_owned())
    });
    let who: Vec<String> = person.into_iter().chain(machine).collect();
    let who = if who.is_empty() { "?".to_owned() } else { who.join("@") };
    Owner { process: std::process::id(), who, since: Stamp::now().local().strftime("%Y-%m-%d %H:%M").to_string() }
}
