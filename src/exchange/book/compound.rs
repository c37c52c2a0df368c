//! The compound file that old workbooks are kept in: sectors that are chained by a table, like a small disk.
//!
//! The reader of old workbooks follows these chains without asking whether they end, and a failed allocation cannot be
//! caught; so they are followed here first. Source: \[MS-CFB\] 2.1–2.6.

/// No sector: the chain ends here.
const END: u32 = 0xFFFF_FFFE;
/// Numbers from here on mean something else than a sector.
const RESERVED: u32 = 0xFFFF_FFFA;
/// Streams shorter than this are kept in small sectors.
const SMALL_BELOW: usize = 4096;
/// How large a small sector is.
const SMALL: usize = 64;

/// A compound file whose chains all end.
#[derive(Debug)]
pub(super) struct Compound {
    /// The file, up to a whole number of sectors. The reader takes what is missing of the last one as zeros, and so does
    /// this: there may be a chain in them.
    bytes: Vec<u8>,
    sector: usize,
    /// For each sector the one that follows.
    next: Vec<u32>,
    /// For each small sector the one that follows.
    next_small: Vec<u32>,
    /// The small sectors, one after the other.
    small: Vec<u8>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    start: u32,
    len: usize,
}

/// What is wrong with a compound file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum CompoundFault {
    #[error("the file ends before its first sector")]
    NoHeader,
    #[error("a chain of sectors runs in a circle")]
    Circle,
}

impl Compound {
    /// Follows every chain that leads to a stream of these names, and those that all of them need.
    ///
    /// # Errors
    /// What is wrong. Chains that break off are not: whoever reads the stream will see it.
    pub(super) fn open(bytes: &[u8], names: &[&str]) -> Result<Self, CompoundFault> {
        let word = |at| word_at(bytes, at).ok_or(CompoundFault::NoHeader);
        let sector = if word(30)? & 0xFFFF == 12 { 4096 } else { 512 };
        let mut padded = bytes.to_vec();
        padded.resize((bytes.len() / sector + 2) * sector, 0);
        let mut file = Self {
            bytes: padded,
            sector,
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        file.next = file.table(word(68)?)?;
        let directory = file.read(word(48)?, usize::MAX)?;
        file.entries = directory.chunks_exact(128).filter_map(|entry| Entry::read(entry, sector)).collect();
        let root = file.entries.first().map(|root| (root.start, root.len));
        if let Some((start, len)) = root
            && word(64)? > 0
        {
            file.small = file.read(start, len)?;
            file.next_small = words(&file.read(word(60)?, usize::MAX)?).collect();
        }
        for name in names {
            file.stream(name)?;
        }
        Ok(file)
    }

    /// What is in the stream of a name, as far as it can be read; `None` if there is no such stream.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, CompoundFault> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        if entry.len >= SMALL_BELOW {
            return self.read(entry.start, entry.len).map(Some);
        }
        let mut stream = Vec::new();
        for sector_idx in chain(entry.start, &self.next_small)? {
            stream.extend_from_slice(piece(&self.small, sector_idx as usize * SMALL, SMALL));
        }
        stream.truncate(entry.len);
        Ok(Some(stream))
    }

    /// The table of chains: where its sectors are is listed in the header and in a chain of its own.
    fn table(&self, first_list: u32) -> Result<Vec<u32>, CompoundFault> {
        let most = self.bytes.len() / self.sector + 1;
        let mut listed: Vec<u32> = words(piece(&self.bytes, 76, 436)).collect();
        let mut list_idx = first_list;
        while list_idx < RESERVED && listed.len() <= 2 * most + 109 {
            listed.extend(words(self.sector(list_idx)));
            list_idx = listed.pop().unwrap_or(END);
        }
        listed.retain(|sector_idx| *sector_idx < RESERVED);
        // A sector that is listed twice would be read twice, and so on.
        if listed.len() > most {
            return Err(CompoundFault::Circle);
        }
        Ok(listed.into_iter().flat_map(|sector_idx| words(self.sector(sector_idx))).collect())
    }

    fn read(&self, start: u32, len: usize) -> Result<Vec<u8>, CompoundFault> {
        let mut stream = Vec::new();
        for sector_idx in chain(start, &self.next)? {
            stream.extend_from_slice(self.sector(sector_idx));
        }
        stream.truncate(len);
        Ok(stream)
    }

    fn sector(&self, sector_idx: u32) -> &[u8] {
        piece(&self.bytes, (sector_idx as usize + 1) * self.sector, self.sector)
    }
}

impl Entry {
    fn read(bytes: &[u8], sector: usize) -> Option<Self> {
        let units = bytes.get(..64)?.chunks_exact(2).map(|pair| u16::from(pair[0]) | (u16::from(pair[1]) << 8));
        let name = char::decode_utf16(units.take_while(|unit| *unit != 0));
        let name = name.map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        let high = if sector == 512 { 0 } else { u64::from(word_at(bytes, 124)?) };
        let len = usize::try_from((high << 32) | u64::from(word_at(bytes, 120)?)).unwrap_or(usize::MAX);
        Some(Self { name, start: word_at(bytes, 116)?, len })
    }
}

/// The sectors of a chain, until it ends or breaks off.
fn chain(start: u32, next: &[u32]) -> Result<Vec<u32>, CompoundFault> {
    let mut sectors = Vec::new();
    let mut sector_idx = start;
    while sector_idx != END {
        if sectors.len() > next.len() {
            return Err(CompoundFault::Circle);
        }
        sectors.push(sector_idx);
        let Some(following) = next.get(sector_idx as usize) else { break };
        sector_idx = *following;
    }
    Ok(sectors)
}

/// So many bytes from a place on, or as many as there are.
fn piece(bytes: &[u8], at: usize, len: usize) -> &[u8] {
    bytes.get(at..).map_or(&[], |rest| rest.get(..len).unwrap_or(rest))
}

fn word_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four))
}
