//! What a binary file is, by its first bytes. Tells forms apart for the reader of the coverage ledger; it
//! does not vouch that the rest of the file keeps the promise.

/// (offset, bytes, what it is), the more specific before the more general.
const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"\x7fELF", "ELF executable or library"),
    (0, b"\xfe\xed\xfa\xce", "Mach-O executable or library"),
    (0, b"\xfe\xed\xfa\xcf", "Mach-O executable or library"),
    (0, b"\xce\xfa\xed\xfe", "Mach-O executable or library"),
    (0, b"\xcf\xfa\xed\xfe", "Mach-O executable or library"),
    (0, b"!<arch>\n", "static library archive"),
    (0, b"\0asm", "WebAssembly module"),
    (0, b"dex\n03", "Android DEX code"),
    (0, b"BC\xc0\xde", "LLVM bitcode"),
    (0, b"PK\x03\x04", "zip archive"),
    (0, b"PK\x05\x06", "empty zip archive"),
    (0, b"\x1f\x8b", "gzip data"),
    (0, b"BZh", "bzip2 data"),
    (0, b"\xfd7zXZ\0", "xz data"),
    (0, b"\x28\xb5\x2f\xfd", "zstandard data"),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (0, b"Rar!\x1a\x07", "RAR archive"),
    (0, b"MSCF", "cabinet archive"),
    (257, b"ustar", "tar archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE compound document"),
    (0, b"%PDF-", "PDF document"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG image"),
    (0, b"\xff\xd8\xff", "JPEG image"),
    (0, b"GIF87a", "GIF image"),
    (0, b"GIF89a", "GIF image"),
    (8, b"WEBP", "WebP image"),
    (8, b"WAVE", "WAVE audio"),
    (0, b"OggS", "Ogg audio or video"),
    (0, b"ID3", "MP3 audio"),
    (4, b"ftyp", "MP4 audio or video"),
    (0, b"wOFF", "font"),
    (0, b"wOF2", "font"),
    (0, b"OTTO", "font"),
    (0, b"\0\x01\0\0\0", "font"),
    (0, b"\0\0\x01\0", "icon"),
    (0, b"SQLite format 3\0", "SQLite database"),
    (0, b"-----BEGIN ", "PEM key or certificate"),
];

/// A few words, or `None` for a form that is not in the table.
pub fn magic(bytes: &[u8]) -> Option<&'static str> {
    portable_executable(bytes).or_else(|| java_or_fat(bytes)).or_else(|| python_bytecode(bytes)).or_else(|| {
        SIGNATURES.iter().find(|(at, mark, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark))).map(|row| row.2)
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
