//! Rows without a code that is known, and whom they resemble.

use crate::exchange::cell::half_width;
use crate::exchange::row::seven;
use crate::geom::Wgs84;
use crate::model::{Address, Household};
use std::collections::{BTreeMap, VecDeque};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Of so many that share a name, or an address, no more are compared.
const MANY: usize = 64;

/// In what a row resembles somebody on the register. The strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same name at the same address, under another code.
    NameAndAddress,
    /// The same name and phone, at another address.
    NameAndPhone,
    /// The same address and phone, under another name.
    AddressAndPhone,
    /// The same address, under another name.
    Address,
    /// The same name, which nobody else has.
    Name,
}

impl Likeness {
    /// All of them, the strongest first.
    pub const ALL: [Self; 5] =
        [Self::NameAndAddress, Self::NameAndPhone, Self::AddressAndPhone, Self::Address, Self::Name];

    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::NameAndAddress => "name_and_address",
            Self::NameAndPhone => "name_and_phone",
            Self::AddressAndPhone => "address_and_phone",
            Self::Address => "address",
            Self::Name => "name",
        }
    }
}

/// What is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Likable {
    name: String,
    /// The address as written, and what tells it from its neighbors.
    address: String,
    short: String,
    phone: String,
    /// Where it stands, as our files write it; empty for nowhere.
    place: String,
}

impl Likable {
    /// What a household is compared by.
    pub(crate) fn of_household(household: &Household) -> Self {
        Self::of(&household.head, &household.address, &household.phone).standing(household.at)
    }

    /// The same, with where it stands.
    pub(crate) fn standing(self, at: Option<Wgs84>) -> Self {
        let place = at.map_or_else(String::new, |at| format!("{},{}", seven(at.lon_deg), seven(at.lat_deg)));
        Self { place, ..self }
    }

    /// What anybody is compared by: a name, where they live, and a phone.
    pub(crate) fn of(name: &str, address: &Address, phone: &str) -> Self {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect();
        Self {
            name: plain(name),
            address: plain(&address.text),
            short: plain(&address.short()),
            phone: Some(digits(&half_width(phone))).filter(|phone: &String| phone.len() >= 7).unwrap_or_default(),
            place: String::new(),
        }
    }

    /// What makes a row the same household where a roster has no codes: the name with the address, else with the
    /// phone, else with the place on the map, as in a file of points; either alone where the other is not said.
    pub(crate) fn identity(&self) -> Option<[String; 2]> {
        let place = [&self.address, &self.short, &self.phone, &self.place].into_iter().find(|text| !text.is_empty());
        let place = place.cloned().unwrap_or_default();
        (!self.name.is_empty() || !place.is_empty()).then(|| [self.name.clone(), place])
    }

    /// In what the two are alike; a name alone counts where nobody else has it, which is for the caller to know.
    fn like(&self, other: &Self) -> Option<Likeness> {
        let is_name = !self.name.is_empty() && self.name == other.name;
        let is_phone = !self.phone.is_empty() && self.phone == other.phone;
        match (is_name, self.is_at(other), is_phone) {
            (true, true, _) => Some(Likeness::NameAndAddress),
            (true, false, true) => Some(Likeness::NameAndPhone),
            (false, true, true) => Some(Likeness::AddressAndPhone),
            (false, true, false) => Some(Likeness::Address),
            (true, false, false) => Some(Likeness::Name),
            (false, false, _) => None,
        }
    }

    /// True if one address is the other with the name of the village in front. An address without any number, such
    /// as that of a whole street, tells nobody from their neighbors.
    pub(crate) fn is_at(&self, other: &Self) -> bool {
        let has_number = self.short.contains(|letter: char| letter.is_ascii_digit());
        let is_within = |whole: &str, part: &str| {
            let rest = whole.strip_suffix(part);
            rest.is_some_and(|rest| !rest.ends_with(|letter: char| letter.is_ascii_digit()))
        };
        has_number
            && self.short == other.short
            && (is_within(&self.address, &other.address) || is_within(&other.address, &self.address))
    }

    /// The name without blanks.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The digits of the phone; empty for none.
    pub(crate) fn phone(&self) -> &str {
        &self.phone
    }

    /// What tells the address from its neighbors.
    pub(crate) fn short(&self) -> &str {
        &self.short
    }
}

/// A text without blanks and with plain letters and digits.
pub(crate) fn plain(text: &str) -> String {
    let mut half = half_width(text);
    half.retain(|letter| !letter.is_whitespace());
    half
}

/// A number that two households have alike if their heads and addresses are; `None` without either. Others have the
/// same once in very many times, which is enough to ask somebody to look.
pub(crate) fn twin_key(household: &Household) -> Option<u64> {
    let (name, address) = (plain(&household.head), plain(&household.address.text));
    let mut hasher = DefaultHasher::new();
    (&name, &address).hash(&mut hasher);
    (!name.is_empty() && !address.is_empty()).then(|| hasher.finish())
}

/// Those on the register by what makes them the same where there are no codes. Twins are handed out in their order,
/// so that the same file finds the same households.
#[derive(Debug)]
pub(crate) struct ByIdentity<I>(BTreeMap<[String; 2], VecDeque<I>>);

impl<I> ByIdentity<I> {
    /// From what is compared, and whose it is.
    pub(crate) fn of(rows: impl Iterator<Item = (Likable, I)>) -> Self {
        let mut known: BTreeMap<_, VecDeque<I>> = BTreeMap::new();
        for (likable, id) in rows {
            if let Some(identity) = likable.identity() {
                known.entry(identity).or_default().push_back(id);
            }
        }
        Self(known)
    }

    /// The one that is the same, if it was not handed out yet.
    pub(crate) fn take(&mut self, likable: &Likable) -> Option<I> {
        self.0.get_mut(&likable.identity()?)?.pop_front()
    }
}

/// Pairs new rows with those whom the file does not name, each at most once, the strongest likeness first.
/// Answers with positions in `news` and `absent`, in the order of `news`. O(n log n) while few share a name or an
/// address.
pub(crate) fn pair_alike(news: &[Likable], absent: &[Likable]) -> Vec<(usize, usize, Likeness)> {
    let by = |pick: fn(&Likable) -> &str| {
        let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, likable) in absent.iter().enumerate().filter(|(_, likable)| !pick(likable).is_empty()) {
            known.entry(pick(likable)).or_default().push(at);
        }
        known
    };
    let (by_name, by_short) = (by(Likable::name), by(Likable::short));
    let mut of_name: BTreeMap<&str, usize> = BTreeMap::new();
    for likable in news {
        *of_name.entry(likable.name()).or_default() += 1;
    }
    let is_only = |name: &str| of_name.get(name) == Some(&1) && by_name.get(name).is_some_and(|all| all.len() == 1);
    let mut pairs = Vec::new();
    for (new, likable) in news.iter().enumerate() {
        let named = by_name.get(likable.name()).into_iter().flatten();
        let there = by_short.get(likable.short()).into_iter().flatten();
        for &at in named.take(MANY).chain(there.take(MANY)) {
            let why = absent.get(at).and_then(|other| likable.like(other));
            if let Some(why) = why.filter(|why| *why != Likeness::Name || is_only(likable.name())) {
                pairs.push((why, new, at));
            }
        }
    }
    pairs.sort_unstable();
    let (mut is_paired, mut is_taken) = (vec![false; news.len()], vec![false; absent.len()]);
    let mut best = Vec::new();
    for (why, new, at) in pairs {
        let (Some(paired), Some(taken)) = (is_paired.get_mut(new), is_taken.get_mut(at)) else { continue };
        if !*paired && !*taken {
            (*paired, *taken) = (true, true);
            best.push((new, at, why));
        }
    }
    best.sort_unstable();
    best
}

#[cfg(test)]
mod tests {
    use crate::exchange::Likeness;
    use crate::exchange::likeness::{ByIdentity, Likable, pair_alike};
    use crate::model::Address;

    fn likable(text: &str) -> Likable {
        let mut parts = text.split('|');
        let mut next = || parts.next().unwrap_or_default();
        let (name, address, phone) = (next(), next(), next());
        Likable::of(name, &Address::parse(address), phone)
    }

    #[track_caller]
    fn check(news: &[&str], absent: &[&str], pairs: &[(usize, usize, Likeness)]) {
        let all = |texts: &[&str]| texts.iter().map(|text| likable(text)).collect::<Vec<_>>();
        assert_eq!(pair_alike(&all(news), &all(absent)), pairs, "{news:?} beside {absent:?}");
    }

    #[test]
    fn the_strongest_likeness_comes_first() {
        check(&["张三|3组17号"], &["李四|3组17号", "张 三|柳溪村3组17号"], &[(0, 1, Likeness::NameAndAddress)]);
        check(&["张三|3组18号|138 0000 0001"], &["张三|3组17号|13800000001"], &[(0, 0, Likeness::NameAndPhone)]);
        check(&["王五|3组17号|13800000001"], &["张三|3组17号|13800000001"], &[(0, 0, Likeness::AddressAndPhone)]);
        check(&["王五|3组17号"], &["张三|3组17号"], &[(0, 0, Likeness::Address)]);
        check(&["张三|5组2号"], &["张三|3组17号"], &[(0, 0, Likeness::Name)]);
    }

    #[test]
    fn what_is_not_alike_stays_apart() {
        check(&["张三|建设路17号"], &["李四|幸福路17号"], &[]);
        check(&["张三|3组117号"], &["李四|3组17号"], &[]);
        check(&["张三|柳溪村"], &["李四|柳溪村"], &[]);
        check(&["张三|5组2号", "张三|5组3号"], &["张三|3组17号"], &[]);
        check(&["|"], &["|"], &[]);
    }

    #[test]
    fn nobody_is_paired_twice() {
        check(&["张三|1组1号", "李四|1组1号"], &["张三|1组1号"], &[(0, 0, Likeness::NameAndAddress)]);
    }

    #[test]
    fn twins_are_handed_out_in_their_order() {
        let twins = ["张三|1组1号", "李四|1组2号", "张三|1组１号"];
        let mut known = ByIdentity::of(twins.iter().map(|text| likable(text)).zip(0..));
        let found: Vec<Option<i32>> = twins.iter().map(|text| known.take(&likable(text))).collect();
        assert_eq!(found, [Some(0), Some(1), Some(2)], "each finds itself");
        assert_eq!(known.take(&likable("张三|1组1号")), None, "and then nobody is left");
    }
}
