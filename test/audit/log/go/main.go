// Reads an audit log with Go's own packages for notes and tiles, and with nothing of ours: verifies the
// checkpoint under a key, hashes every entry, and proves each against the root by the tiles.
package main

import (
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// files serves tiles from a folder laid out as c2sp.org/tlog-tiles.
type files struct{ folder string }

func (files) Height() int                           { return 8 }
func (files) SaveTiles(tiles []tlog.Tile, _ [][]byte) {}

func path(tile tlog.Tile) string {
	// Go writes tile/8/<level>/<index>, with "data" for entries.
	elements := strings.Split(tile.Path(), "/")
	if elements[2] == "data" {
		elements[2] = "entries"
	}
	return filepath.Join(append([]string{"tile"}, elements[2:]...)...)
}

func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		bytes, err := os.ReadFile(filepath.Join(f.folder, path(tile)))
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	folder, key := os.Args[1], os.Args[2]
	verifier, err := note.NewVerifier(key)
	must(err)
	checkpoint, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	must(err)
	opened, err := note.Open(checkpoint, note.VerifierList(verifier))
	must(err)
	var origin, root string
	var size int64
	_, err = fmt.Sscanf(opened.Text, "%s\n%d\n%s\n", &origin, &size, &root)
	must(err)
	hash, err := tlog.ParseHash(root)
	must(err)
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: hash}, files{folder})
	var index int64
	for bundle := int64(0); bundle*256 < size; bundle++ {
		width := 256
		if size-bundle*256 < 256 {
			width = int(size - bundle*256)
		}
		tile := tlog.Tile{H: 8, L: -1, N: bundle, W: width}
		bytes, err := os.ReadFile(filepath.Join(folder, path(tile)))
		must(err)
		for len(bytes) > 0 {
			length := int(binary.BigEndian.Uint16(bytes))
			leaf := tlog.RecordHash(bytes[2 : 2+length])
			bytes = bytes[2+length:]
			stored, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
			must(err)
			if stored[0] != leaf {
				log.Fatalf("entry %d is not the one in the tree", index)
			}
			index++
		}
	}
	if index != size {
		log.Fatalf("%d entries, and the checkpoint says %d", index, size)
	}
	proof, err := tlog.ProveRecord(size, size-1, reader)
	must(err)
	last, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, size-1)})
	must(err)
	must(tlog.CheckRecord(proof, size, hash, size-1, last[0]))
	fmt.Printf("%s %d verified\n", origin, size)
}
