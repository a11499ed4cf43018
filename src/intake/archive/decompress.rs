//! Opens a compressed stream under the caps on bytes and ratio and with bounded memory.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::intake::limits::{Input, Limits, Meter};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    Gzip,
    Xz,
    Zstd,
    Bzip2,
}

impl fmt::Display for Compression {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Gzip => "gzip",
            Self::Xz => "xz",
            Self::Zstd => "zstd",
            Self::Bzip2 => "bzip2",
        })
    }
}

/// Dictionary memory that an xz stream may ask for; `xz -9` needs 65 MiB. (ruzstd has a cap of
/// 100 MiB of its own.)
const XZ_MEMORY: u64 = 192 << 20;

/// A bzip2 stream goes on with the first digits of pi (a block) or of its square root (the end).
const BZIP2_BLOCKS: [&[u8]; 2] = [b"\x31\x41\x59\x26\x53\x59", b"\x17\x72\x45\x38\x50\x90"];

/// By magic number (RFC 1952, the .xz format 1.2, RFC 8878, bzip2).
pub(super) fn detect(bytes: &[u8]) -> Option<Compression> {
    let skippable = bytes.len() >= 4 && (0x50..=0x5f).contains(&bytes[0]) && bytes[1..4] == [0x2a, 0x4d, 0x18];
    if bytes.starts_with(b"\x1f\x8b\x08") {
        Some(Compression::Gzip)
    } else if bytes.starts_with(b"\xfd7zXZ\0") {
        Some(Compression::Xz)
    } else if bytes.starts_with(b"\x28\xb5\x2f\xfd") || skippable {
        Some(Compression::Zstd)
    } else if bytes.starts_with(b"BZh")
        && bytes.get(3).is_some_and(|level| (b'1'..=b'9').contains(level))
        && bytes.get(4..10).is_some_and(|magic| BZIP2_BLOCKS.contains(&magic))
    {
        Some(Compression::Bzip2)
    } else {
        None
    }
}

/// The decompressed bytes of all members or frames; bytes after the last one are an error.
pub(super) fn open<'a>(compression: Compression, bytes: &'a [u8], taken: &'a Cell<u64>, limits: &Limits) -> Box<dyn Read + 'a> {
    let input = Input { rest: bytes, taken };
    match compression {
        Compression::Gzip => Box::new(Meter::new(flate2::bufread::MultiGzDecoder::new(input), taken, limits)),
        Compression::Bzip2 => Box::new(Meter::new(bzip2::bufread::MultiBzDecoder::new(input), taken, limits)),
        Compression::Zstd => Box::new(Meter::new(Zstd { input, decoder: FrameDecoder::new(), in_frame: false }, taken, limits)),
        Compression::Xz => match liblzma::stream::Stream::new_stream_decoder(XZ_MEMORY, liblzma::stream::CONCATENATED) {
            Ok(stream) => Box::new(Meter::new(liblzma::bufread::XzDecoder::new_stream(input, stream), taken, limits)),
            Err(error) => Box::new(Failed(Some(error.into()))),
        },
    }
}

/// A stream that could not be opened.
struct Failed(Option<io::Error>);

impl Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// All frames of a zstd stream, one after the other, with their checksums verified.
struct Zstd<'a> {
    input: Input<'a>,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl Read for Zstd<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.in_frame {
                if self.input.rest.is_empty() {
                    return Ok(0);
                }
                self.next_frame()?;
                continue;
            }
            while self.decoder.can_collect() < out.len() && !self.decoder.is_finished() {
                let more = BlockDecodingStrategy::UptoBytes(out.len() - self.decoder.can_collect());
                self.decoder.decode_blocks(&mut self.input, more).map_err(invalid)?;
            }
            let count = self.decoder.read(out)?;
            if count > 0 || out.is_empty() {
                return Ok(count);
            }
            self.finish_frame()?;
        }
    }
}

impl Zstd<'_> {
    fn next_frame(&mut self) -> io::Result<()> {
        match self.decoder.init(&mut self.input) {
            Ok(()) => self.in_frame = true,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                let skipped = io::copy(&mut (&mut self.input).take(u64::from(length)), &mut io::sink())?;
                if skipped < u64::from(length) {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
            Err(error) => return Err(invalid(error)),
        }
        Ok(())
    }

    fn finish_frame(&mut self) -> io::Result<()> {
        self.in_frame = false;
        match self.decoder.get_checksum_from_data() {
            Some(sum) if self.decoder.get_calculated_checksum() != Some(sum) => Err(invalid("zstd checksum mismatch")),
            _ => Ok(()),
        }
    }
}

fn invalid(error: impl fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}
