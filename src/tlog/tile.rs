//! Where the parts of a log lie (C2SP tlog-tiles): hashes and entries in tiles of 256, by paths that any file
//! system and web server can hold. Pure; knows nothing of what the tiles contain.

use super::checkpoint::decimal;

/// Hashes in a full tile, entries in a full bundle.
pub const WIDTH: u64 = 256;
/// Levels of the Merkle tree in one tile.
pub const HEIGHT: u32 = 8;
/// Levels of tiles in a tree of 2^63 leaves.
pub const LEVELS: u8 = 8;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// Hashes of leaves at level 0, of full tiles of the level below at the others.
    Hashes { level: u8 },
    /// The entries themselves.
    Entries,
}

/// One file of a log. A tile that is not full is a partial one: it stands for a moment of the log's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    pub content: Content,
    pub index: u64,
    /// 1 to 256.
    pub width: u64,
}

impl Content {
    /// Every kind of tile that a log can have.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LEVELS).map(|level| Self::Hashes { level }).chain([Self::Entries])
    }

    /// How many hashes or entries of this kind a log of `size` leaves has.
    pub fn count(self, size: u64) -> u64 {
        match self {
            Self::Hashes { level } => size >> (HEIGHT * u32::from(level)),
            Self::Entries => size,
        }
    }

    /// The tile at `index` in a log of `size` leaves, if it has one there.
    pub fn tile(self, index: u64, size: u64) -> Option<Tile> {
        let width = self.count(size).checked_sub(index.checked_mul(WIDTH)?)?.min(WIDTH);
        (width > 0).then_some(Tile { content: self, index, width })
    }

    /// The last tile, unless it is full or there is none.
    pub fn partial(self, size: u64) -> Option<Tile> {
        self.tile(self.count(size) / WIDTH, size)
    }
}

impl Tile {
    pub fn is_full(&self) -> bool {
        self.width == WIDTH
    }

    /// The same tile once it is full.
    pub fn full(&self) -> Self {
        Self { width: WIDTH, ..*self }
    }

    /// The path below a log's root, with `/` between its parts.
    pub fn path(&self) -> String {
        let stem = self.stem();
        if self.is_full() { stem } else { format!("{stem}.p/{}", self.width) }
    }

    /// The directory of all partial tiles at this place.
    pub fn partials(&self) -> String {
        format!("{}.p", self.stem())
    }

    fn stem(&self) -> String {
        let content = match self.content {
            Content::Hashes { level } => level.to_string(),
            Content::Entries => "entries".to_owned(),
        };
        let mut number = format!("{:03}", self.index % 1000);
        let mut rest = self.index / 1000;
        while rest > 0 {
            number = format!("x{:03}/{number}", rest % 1000);
            rest /= 1000;
        }
        format!("tile/{content}/{number}")
    }

    /// Reads what [`Tile::path`] writes, and nothing else.
    pub fn parse(path: &str) -> Option<Self> {
        let (content, place) = path.strip_prefix("tile/")?.split_once('/')?;
        let content = match content {
            "entries" => Content::Entries,
            level => Content::Hashes { level: u8::try_from(decimal(level)?).ok().filter(|level| *level < LEVELS)? },
        };
        let (number, width) = match place.split_once(".p/") {
            Some((number, width)) => (number, decimal(width)?),
            None => (place, WIDTH),
        };
        let digits: String = number.split('/').map(|part| part.strip_prefix('x').unwrap_or(part)).collect();
        let index = decimal(digits.trim_start_matches('0')).or_else(|| digits.bytes().all(|byte| byte == b'0').then_some(0))?;
        let tile = Self { content, index, width };
        ((1..=WIDTH).contains(&width) && tile.path() == path).then_some(tile)
    }
}
