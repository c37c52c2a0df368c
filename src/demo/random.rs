//! Random numbers of our own: the same on every machine, for ever.

/// A stream of random numbers (`SplitMix64`, Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// The stream with this number of this seed. Streams do not depend on how much of another was used.
    pub(crate) fn stream(seed: u64, number: u64) -> Self {
        Self { state: mixed(seed ^ mixed(number.wrapping_add(0x5EED))) }
    }

    fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.state)
    }

    /// A number below `limit`; 0 if there is none.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.draw()) * limit as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn whole(&mut self, low: u16, high: u16) -> u16 {
        low + self.below(usize::from(high.saturating_sub(low)) + 1) as u16
    }

    /// A number from `low` up to, but not including, `high`.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * ((self.draw() >> 11) as f64 / 9_007_199_254_740_992.0)
    }

    /// True so often.
    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.between(0.0, 1.0) < share
    }

    /// One of them, each as likely.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.below(list.len())).copied()
    }

    /// One of them, as likely as its weight.
    pub(crate) fn pick_weighted<T: Copy>(&mut self, list: &[(T, u16)]) -> Option<T> {
        let total: usize = list.iter().map(|&(_, weight)| usize::from(weight)).sum();
        let mut left = self.below(total);
        for &(thing, weight) in list {
            let weight = usize::from(weight);
            if left < weight {
                return Some(thing);
            }
            left -= weight;
        }
        None
    }

    /// So many different numbers below `limit`, growing.
    pub(crate) fn sample(&mut self, limit: usize, count: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..limit).collect();
        for place in 0..count.min(limit) {
            let other = place + self.below(limit - place);
            all.swap(place, other);
        }
        all.truncate(count);
        all.sort_unstable();
        all
    }
}

/// Every bit of the answer depends on every bit of the number.
pub(crate) fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use crate::demo::random::Random;

    #[test]
    fn the_stream_is_the_published_one() {
        let mut random = Random { state: 1_234_567 };
        let drawn = [random.draw(), random.draw(), random.draw()];
        assert_eq!(
            drawn,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423],
            "the reference values of SplitMix64 for the seed 1234567"
        );
    }

    #[test]
    fn a_sample_has_no_number_twice() {
        let mut sample = Random::stream(1, 1).sample(50, 20);
        sample.dedup();
        assert_eq!(sample.len(), 20, "twenty different numbers");
    }
}
