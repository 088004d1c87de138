// Reads cases from standard input, one JSON object on each line, and says of each what the
// packages of Go's checksum database say: "good", or why not.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type judged struct {
	Key         string   // of the log
	Note        string   // a checkpoint
	Index       int64    // of a leaf
	Leaf        []byte   // its bytes
	Inclusion   []string // the proof that the leaf is in the tree
	Earlier     string   // an earlier checkpoint; "" if none is asked about
	Consistency []string // the proof that the tree continues it
}

func checkpoint(key, text string) (size int64, root tlog.Hash, err error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return 0, root, err
	}
	opened, err := note.Open([]byte(text), note.VerifierList(verifier))
	if err != nil {
		return 0, root, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 3 || lines[0] != verifier.Name() {
		return 0, root, fmt.Errorf("not a checkpoint of %s", verifier.Name())
	}
	if size, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return 0, root, err
	}
	root, err = tlog.ParseHash(lines[2])
	return size, root, err
}

func hashes(told []string) ([]tlog.Hash, error) {
	found := []tlog.Hash{}
	for _, one := range told {
		data, err := base64.StdEncoding.DecodeString(one)
		if err != nil || len(data) != tlog.HashSize {
			return nil, fmt.Errorf("not a hash: %s", one)
		}
		var hash tlog.Hash
		copy(hash[:], data)
		found = append(found, hash)
	}
	return found, nil
}

func judge(one judged) error {
	size, root, err := checkpoint(one.Key, one.Note)
	if err != nil {
		return err
	}
	proof, err := hashes(one.Inclusion)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof, size, root, one.Index, tlog.RecordHash(one.Leaf)); err != nil {
		return err
	}
	if one.Earlier == "" {
		return nil
	}
	old, before, err := checkpoint(one.Key, one.Earlier)
	if err != nil {
		return err
	}
	tree, err := hashes(one.Consistency)
	if err != nil {
		return err
	}
	return tlog.CheckTree(tree, size, root, old, before)
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	for lines.Scan() {
		var one judged
		err := json.Unmarshal(lines.Bytes(), &one)
		if err == nil {
			err = judge(one)
		}
		if err != nil {
			fmt.Println("bad:", err)
			continue
		}
		fmt.Println("good")
	}
}
