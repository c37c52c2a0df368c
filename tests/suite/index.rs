//! Lookups: which grid, who could cover, what was meant.
