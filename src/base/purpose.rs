//! What a file is for, by its path alone: what people name so. A name shows nothing: it helps who reads, and decides nothing.

/// Folders of tests, in lower case.
const FOLDERS: &[&str] = &[
    "test",
    "tests",
    "__tests__",
    "androidtest",
    "testdata",
    "test_data",
    "testfixtures",
    "fixtures",
    "__mocks__",
    "spec",
    "specs",
    "unittest",
    "unittests",
    "e2e",
];
/// How the names of files of tests end, in front of the extension.
const ENDINGS: &[&str] = &["_test", "_tests", "_unittest", "_spec", ".test", ".spec", "Test", "Tests", "TestCase"];

/// A test, or something made for tests, by the conventions of its language's tools.
pub fn is_test(path: &str) -> bool {
    let (folders, name) = path.rsplit_once(['/', '!']).unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let inside = folders.split(['/', '!']).any(|folder| FOLDERS.contains(&folder.to_ascii_lowercase().as_str()));
    let prefixed = stem.starts_with("test_") || stem == "conftest";
    inside || prefixed || ENDINGS.iter().any(|ending| stem.strip_suffix(ending).is_some_and(|front| !front.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::is_test;

    #[test]
    fn tests_are_told_by_the_names_of_folders_and_files() {
        for path in [
            "src/tests/upload.py",
            "a/__tests__/x.ts",
            "net/http_test.go",
            "pkg/test_agent.py",
            "web/app.spec.ts",
            "app/src/androidTest/java/A.java",
            "app/UploaderTest.java",
            "outer.zip!tests/x.c",
            "src/url_unittest.cc",
        ] {
            assert!(is_test(path), "{path}");
        }
        for path in
            ["src/latest.c", "attest/sign.rs", "src/contest.py", "Test.java", "src/protest/x.py", "testing.go", "a/greatest.js"]
        {
            assert!(!is_test(path), "{path}");
        }
    }
}
