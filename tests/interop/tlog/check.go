// Checks a log of candor with the note and tlog packages of the Go checksum database: nothing here knows how candor
// works, only what C2SP specifies. Where tlog names a tile tile/8/L/N, the log names it tile/L/N.
//
// usage: check PUBLIC VKEY LEAF PROOF OLD_CHECKPOINT REQUEST
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	public, vkey, leaf, proof, old, request := os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5], os.Args[6]
	verifier, err := note.NewVerifier(strings.TrimSpace(string(read(vkey))))
	must(err)
	tree := open(read(filepath.Join(public, "checkpoint")), verifier)
	hashes := tlog.TileHashReader(tree, tiles{public})
	checkEntries(public, tree, hashes)
	checkInclusion(read(proof), read(leaf), verifier)
	checkConsistency(read(request), open(read(old), verifier), verifier)
	fmt.Printf("Go: %d entries and their tiles, the checkpoint and both proofs hold\n", tree.N)
}

// open verifies a checkpoint and reads its size and root.
func open(checkpoint []byte, verifier note.Verifier) tlog.Tree {
	opened, err := note.Open(checkpoint, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	demand(len(lines) == 4 && lines[3] == "" && lines[0] == verifier.Name(), "a checkpoint has three lines, the first its log's name")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: root}
}

// checkEntries hashes every entry, and has tlog authenticate the tile that its hash lies in.
func checkEntries(public string, tree tlog.Tree, hashes tlog.HashReader) {
	for start := int64(0); start < tree.N; start += 256 {
		bundle := tlog.Tile{H: 8, L: 0, N: start / 256, W: int(min(256, tree.N-start))}
		path := strings.Replace(bundle.Path(), "tile/8/0/", "tile/entries/", 1)
		rest := read(filepath.Join(public, path))
		for index := start; index < start+int64(bundle.W); index++ {
			demand(len(rest) >= 2, "a bundle ends early")
			length := 2 + int(binary.BigEndian.Uint16(rest))
			demand(len(rest) >= length, "an entry ends early")
			found, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
			must(err)
			demand(found[0] == tlog.RecordHash(rest[2:length]), "an entry does not hash to its tile")
			rest = rest[length:]
		}
		demand(len(rest) == 0, "a bundle goes on")
	}
	root, err := tlog.TreeHash(tree.N, hashes)
	must(err)
	demand(root == tree.Hash, "the tiles do not lead to the root")
}

func checkInclusion(proof, leaf []byte, verifier note.Verifier) {
	demand(bytes.HasPrefix(proof, []byte("c2sp.org/tlog-proof@v1\n")), "not a tlog-proof")
	_, proof, _ = cut(proof, "\n")
	index, path, tree := split(proof, "index ", verifier)
	must(tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(leaf)))
}

func checkConsistency(request []byte, old tlog.Tree, verifier note.Verifier) {
	size, path, tree := split(request, "old ", verifier)
	demand(size == old.N, "a request about another size")
	must(tlog.CheckTree(path, tree.N, tree.Hash, old.N, old.Hash))
}

// split reads a named number, hashes, an empty line and a checkpoint.
func split(text []byte, name string, verifier note.Verifier) (int64, []tlog.Hash, tlog.Tree) {
	head, checkpoint, found := cut(text, "\n\n")
	demand(found, "no checkpoint")
	lines := strings.Split(string(head), "\n")
	number, err := strconv.ParseInt(strings.TrimPrefix(lines[0], name), 10, 64)
	must(err)
	var path []tlog.Hash
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		must(err)
		path = append(path, hash)
	}
	return number, path, open(checkpoint, verifier)
}

type tiles struct{ public string }

func (t tiles) Height() int { return 8 }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		data, err := os.ReadFile(filepath.Join(t.public, strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func cut(text []byte, separator string) ([]byte, []byte, bool) {
	return bytes.Cut(text, []byte(separator))
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func read(path string) []byte {
	data, err := os.ReadFile(path)
	must(err)
	return data
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
}

func demand(holds bool, what string) {
	if !holds {
		must(fmt.Errorf("%s", what))
	}
}
