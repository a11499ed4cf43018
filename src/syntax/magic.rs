//! What a binary file is, by its first bytes. Tells forms apart for the reader of the coverage ledger and for the signs of
//! hiding; it does not vouch that the rest of the file keeps the promise.

/// What a form is good for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FormKind {
    /// Runs, or is loaded by something that runs.
    Program,
    /// Holds other files, or one in compressed form.
    Archive,
    /// Pictures, sound, fonts.
    Media,
    /// Documents, databases, keys, tables.
    Data,
}

/// A form that the first bytes tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Form {
    pub name: &'static str,
    pub kind: FormKind,
}

use FormKind::{Archive, Data, Media, Program};

/// (offset, bytes, what it is), the more specific before the more general.
const SIGNATURES: &[(usize, &[u8], &str, FormKind)] = &[
    (0, b"\x7fELF", "ELF executable or library", Program),
    (0, b"\xfe\xed\xfa\xce", "Mach-O executable or library", Program),
    (0, b"\xfe\xed\xfa\xcf", "Mach-O executable or library", Program),
    (0, b"\xce\xfa\xed\xfe", "Mach-O executable or library", Program),
    (0, b"\xcf\xfa\xed\xfe", "Mach-O executable or library", Program),
    (0, b"!<arch>\n", "static library archive", Program),
    (0, b"\0asm", "WebAssembly module", Program),
    (0, b"dex\n03", "Android DEX code", Program),
    (0, b"BC\xc0\xde", "LLVM bitcode", Program),
    (0, b"PK\x03\x04", "zip archive", Archive),
    (0, b"PK\x07\x08PK\x03\x04", "part of a split zip archive", Archive),
    (0, b"PK00PK\x03\x04", "part of a split zip archive", Archive),
    (0, b"PK\x05\x06", "empty zip archive", Archive),
    (0, b"\x1f\x8b", "gzip data", Archive),
    (0, b"BZh", "bzip2 data", Archive),
    (0, b"\xfd7zXZ\0", "xz data", Archive),
    (0, b"\x28\xb5\x2f\xfd", "zstandard data", Archive),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip archive", Archive),
    (0, b"Rar!\x1a\x07", "RAR archive", Archive),
    (0, b"MSCF", "cabinet archive", Archive),
    (257, b"ustar", "tar archive", Archive),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE compound document", Data),
    (0, b"%PDF-", "PDF document", Data),
    (0, b"\x89PNG\r\n\x1a\n", "PNG image", Media),
    (0, b"\xff\xd8\xff", "JPEG image", Media),
    (0, b"GIF87a", "GIF image", Media),
    (0, b"GIF89a", "GIF image", Media),
    (8, b"WEBP", "WebP image", Media),
    (8, b"WAVE", "WAVE audio", Media),
    (0, b"OggS", "Ogg audio or video", Media),
    (0, b"ID3", "MP3 audio", Media),
    (4, b"ftyp", "MP4 audio or video", Media),
    (0, b"wOFF", "font", Media),
    (0, b"wOF2", "font", Media),
    (0, b"OTTO", "font", Media),
    (0, b"\0\x01\0\0\0", "font", Media),
    (0, b"\0\0\x01\0", "icon", Media),
    (0, b"SQLite format 3\0", "SQLite database", Data),
    (0, b"-----BEGIN ", "PEM key or certificate", Data),
    (0, b"\x04\x22\x4d\x18", "LZ4 data", Archive),
    (0, b"\xff\x06\0\0sNaPpY", "Snappy data", Archive),
    (0, b"\x1f\x9d", "compress data", Archive),
    (0, b"LZIP\x01", "lzip data", Archive),
    (0, b"\x5d\0\0", "LZMA data", Archive),
    (0, b"PACK\0\0\0", "git pack", Archive),
    (0, b"\xfftOc", "git pack index", Data),
    (0, b"DIRC\0", "git index", Data),
    (0, b"II*\0", "TIFF image", Media),
    (0, b"MM\0*", "TIFF image", Media),
    (0, b"icns", "icon", Media),
    (0, b"\0\0\x02\0", "cursor image", Media),
    (0, b"\0\0\0\x0cjP  ", "JPEG 2000 image", Media),
    (0, b"fLaC", "FLAC audio", Media),
    (0, b"MThd", "MIDI audio", Media),
    (0, b"\xff\xfb", "MP3 audio", Media),
    (0, b"\x1aE\xdf\xa3", "Matroska audio or video", Media),
    (0, b"true\0", "font", Media),
    (0, b"ttcf", "font", Media),
    (0, b"\xde\x12\x04\x95", "message catalogue", Data),
    (0, b"\x95\x04\x12\xde", "message catalogue", Data),
    (8, b"RSA1", "RSA key", Data),
    (8, b"RSA2", "RSA key", Data),
    (0, b"\xfe\xed\xfe\xed", "Java key store", Data),
    (0, b"\xac\xed\0\x05", "serialised Java objects", Data),
    (0, b"\x93NUMPY", "NumPy array", Data),
    (0, b"\x89HDF\r\n\x1a\n", "HDF5 data", Data),
    (0, b"PAR1\x15", "Parquet table", Data),
    (0, b"Obj\x01", "Avro data", Data),
    (0, b"TZif", "time zone data", Data),
    (0, b"%!PS", "PostScript document", Data),
    (0, b"bplist00", "property list", Data),
];

/// A few words, or `None` for a form that is not in the table.
pub fn magic(bytes: &[u8]) -> Option<&'static str> {
    form(bytes).map(|form| form.name)
}

/// As [`magic`], with what the form is good for.
pub fn form(bytes: &[u8]) -> Option<Form> {
    let program = |name| Form { name, kind: Program };
    let code = portable_executable(bytes).or_else(|| java_or_fat(bytes)).or_else(|| python_bytecode(bytes));
    code.map(program).or_else(|| bitmap(bytes)).or_else(|| {
        let row = SIGNATURES.iter().find(|(at, mark, ..)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark)))?;
        Some(Form { name: row.2, kind: row.3 })
    })
}

fn portable_executable(bytes: &[u8]) -> Option<&'static str> {
    if !bytes.starts_with(b"MZ") {
        return None;
    }
    let header = u32::from_le_bytes(bytes.get(0x3c..0x40)?.try_into().ok()?) as usize;
    let is_pe = bytes.get(header..)?.starts_with(b"PE\0\0");
    Some(if is_pe { "PE executable or library" } else { "DOS executable" })
}

/// Java classes and universal Mach-O files share four bytes; the next four are a version or a small count.
fn java_or_fat(bytes: &[u8]) -> Option<&'static str> {
    if !bytes.starts_with(b"\xca\xfe\xba\xbe") {
        return None;
    }
    let next = u32::from_be_bytes(bytes.get(4..8)?.try_into().ok()?);
    Some(if next < 40 { "Mach-O universal binary" } else { "Java class" })
}

/// Two letters and the size of the file.
fn bitmap(bytes: &[u8]) -> Option<Form> {
    let size = u32::from_le_bytes(bytes.get(2..6)?.try_into().ok()?) as usize;
    (bytes.starts_with(b"BM") && size == bytes.len()).then_some(Form { name: "bitmap image", kind: Media })
}

/// CPython: a 16-bit version, then CR LF, then flags or a time.
fn python_bytecode(bytes: &[u8]) -> Option<&'static str> {
    let version = u16::from_le_bytes(bytes.get(..2)?.try_into().ok()?);
    (bytes.get(2..4)? == b"\r\n" && (3000..4000).contains(&version) || bytes.starts_with(b"\x03\xf3\r\n"))
        .then_some("Python bytecode")
}

#[cfg(test)]
mod tests {
    use super::magic;

    #[test]
    fn forms_are_told_by_their_first_bytes() {
        for (bytes, expected) in [
            (&b"\x7fELF\x02\x01"[..], Some("ELF executable or library")),
            (b"PK\x03\x04\x14", Some("zip archive")),
            (b"\xca\xfe\xba\xbe\x00\x00\x00\x3d", Some("Java class")),
            (b"\xca\xfe\xba\xbe\x00\x00\x00\x02", Some("Mach-O universal binary")),
            (b"\xcb\x0d\r\n\0\0\0\0", Some("Python bytecode")),
            (b"MZ", None),
            (b"", None),
            (b"plain", None),
        ] {
            assert_eq!(magic(bytes), expected, "{bytes:?}");
        }
        let mut image = vec![0; 0x80];
        image[..2].copy_from_slice(b"MZ");
        image[0x3c] = 0x40;
        assert_eq!(magic(&image), Some("DOS executable"));
        image[0x40..0x44].copy_from_slice(b"PE\0\0");
        assert_eq!(magic(&image), Some("PE executable or library"));
        image[0x3f] = 0xff;
        assert_eq!(magic(&image), None, "a header past the end");
    }
}
