//! How much memory the program has, where the system says.

/// Memory of this process that is in use, in bytes; `None` where the system does not say.
pub fn memory_in_use() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use crate::app::memory_in_use;

    #[test]
    fn a_test_takes_some_memory() {
        if cfg!(target_os = "linux") {
            assert!(memory_in_use().is_some_and(|bytes| bytes > 1_000_000), "the system says so");
        }
    }
}
