//! Well-known text: nodes with a keyword, quoted texts, numbers and nodes within.

use crate::exchange::CrsRefusal;

/// The text of a zone needs five levels.
const MAX_DEPTH: usize = 16;
/// The longest that the register of EPSG holds has some three thousand bytes.
const MAX_BYTES: usize = 64 * 1024;

/// A node such as `PARAMETER["False_Easting",500000.0]`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// In capitals.
    pub(crate) keyword: String,
    /// What stands in the brackets.
    pub(crate) parts: Vec<Part>,
}

/// What stands in brackets.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// Quoted.
    Text(String),
    /// A finite number.
    Number(f64),
    /// A keyword with or without brackets of its own, such as `east`.
    Node(Node),
}

impl Node {
    /// Reads a text that is one node.
    pub(crate) fn parse(text: &str) -> Result<Self, CrsRefusal> {
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.len() > MAX_BYTES {
            return Err(CrsRefusal::Damaged);
        }
        let mut reader = Reader { rest: text };
        let node = reader.node(MAX_DEPTH).ok_or(CrsRefusal::Damaged)?;
        let is_whole = reader.rest.trim_end_matches([';', '\0']).trim().is_empty();
        if is_whole { Ok(node) } else { Err(CrsRefusal::Damaged) }
    }

    /// The nodes directly within.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Self> {
        self.parts.iter().filter_map(|part| match part {
            Part::Node(node) => Some(node),
            Part::Text(_) | Part::Number(_) => None,
        })
    }

    /// The first node directly within that has one of these keywords.
    pub(crate) fn node(&self, keywords: &[&str]) -> Option<&Self> {
        self.nodes().find(|node| keywords.contains(&node.keyword.as_str()))
    }

    /// The name, which is the first text.
    pub(crate) fn name(&self) -> &str {
        let first = self.parts.iter().find_map(|part| match part {
            Part::Text(text) => Some(text.as_str()),
            Part::Number(_) | Part::Node(_) => None,
        });
        first.unwrap_or_default()
    }

    /// The first number.
    pub(crate) fn number(&self) -> Option<f64> {
        self.parts.iter().find_map(|part| match part {
            Part::Number(number) => Some(*number),
            Part::Text(_) | Part::Node(_) => None,
        })
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// `None` where the text is no node; `depth` is how many levels may still open.
    fn node(&mut self, depth: usize) -> Option<Node> {
        let keyword = self.word();
        if keyword.is_empty() || !keyword.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let mut node = Node { keyword: keyword.to_uppercase(), parts: Vec::new() };
        if self.skip(&['[', '(']).is_none() {
            return Some(node);
        }
        let deeper = depth.checked_sub(1)?;
        loop {
            node.parts.push(self.part(deeper)?);
            match self.skip(&[',', ']', ')'])? {
                ',' => {}
                _ => return Some(node),
            }
        }
    }

    fn part(&mut self, depth: usize) -> Option<Part> {
        if self.skip(&['"']).is_some() {
            return self.quoted().map(Part::Text);
        }
        let is_number = self.rest.starts_with(|letter: char| letter.is_ascii_digit() || "+-.".contains(letter));
        if is_number {
            let number: f64 = self.word().parse().ok()?;
            return number.is_finite().then_some(Part::Number(number));
        }
        self.node(depth).map(Part::Node)
    }

    /// Letters, digits and signs up to the next bracket, comma or blank.
    fn word(&mut self) -> String {
        let rest = self.rest.trim_start();
        let is_end = |letter: char| letter.is_whitespace() || "[](),\"".contains(letter);
        let (word, rest) = rest.split_at(rest.find(is_end).unwrap_or(rest.len()));
        self.rest = rest;
        word.to_owned()
    }

    /// What follows an opening quotation mark; a doubled one stands for itself.
    fn quoted(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let (before, after) = self.rest.split_once('"')?;
            text.push_str(before);
            let Some(more) = after.strip_prefix('"') else {
                self.rest = after;
                return Some(text);
            };
            text.push('"');
            self.rest = more;
        }
    }

    /// Passes over blanks and one of these signs; answers which.
    fn skip(&mut self, signs: &[char]) -> Option<char> {
        self.rest = self.rest.trim_start();
        let sign = self.rest.chars().next().filter(|sign| signs.contains(sign))?;
        self.rest = self.rest.get(sign.len_utf8()..).unwrap_or_default();
        Some(sign)
    }
}

#[cfg(test)]
mod tests {
    use crate::exchange::CrsRefusal;
    use crate::exchange::crs::wkt::Node;

    #[test]
    fn texts_numbers_and_nodes() {
        let node = Node::parse(" Projcs [ \"a \"\"b\"\", [c]\" , -1.5e3,AXIS(\"x\", EAST) ]\n").unwrap();
        assert_eq!((node.keyword.as_str(), node.name(), node.number()), ("PROJCS", "a \"b\", [c]", Some(-1500.0)));
        assert_eq!(node.node(&["AXIS"]).unwrap().nodes().next().unwrap().keyword, "EAST", "a bare word");
    }

    #[test]
    fn damaged_texts_are_refused() {
        let deep = format!("A[{}1{}]", "A[".repeat(100_000), "]".repeat(100_000));
        let (deep, levels) = (deep.get(..60_000).unwrap(), format!("{}1{}", "A[".repeat(17), "]".repeat(17)));
        for text in
            ["", "[", "A[", "A[1", "A[1,", "A[]", "A[1]]", "A[\"x]", "A[1e999]", "1[2]", "A[1] B", deep, &levels]
        {
            assert_eq!(Node::parse(text), Err(CrsRefusal::Damaged), "{}", text.chars().take(20).collect::<String>());
        }
        assert!(Node::parse(&format!("{}1{}", "A[".repeat(16), "]".repeat(16))).is_ok(), "sixteen levels");
    }
}
