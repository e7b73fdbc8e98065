package main

import (
	"encoding/json"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
)

// Writes code for a plugin of a version and its schema:
//
//	code-generator sdks SCHEMA VERSION FOLDER
//	code-generator programs SCHEMA VERSION
//
// The first writes the SDKs for Python and Go, as `pulumi package add` does. The second reads an object with programs in
// YAML, and prints one with each of them in TypeScript, Python and Go, as `pulumi convert` and `pulumi import` write them.
func main() {
	loader := loader{file: os.Args[2], version: os.Args[3]}
	if os.Args[1] == "sdks" {
		writeSdks(loader, os.Args[4])
	} else {
		printPrograms(loader)
	}
}

func writeSdks(loader loader, folder string) {
	write(filepath.Join(folder, "python"), func() (map[string][]byte, error) {
		return python.GeneratePackage("pulumi-language-python", loader.bind(), nil, nil)
	})
	write(filepath.Join(folder, "go"), func() (map[string][]byte, error) {
		return golang.GeneratePackage("pulumi-language-go", loader.bind(), nil)
	})
}

func write(folder string, generate func() (map[string][]byte, error)) {
	files, err := generate()
	stopAt(err)
	for name, content := range files {
		path := filepath.Join(folder, name)
		stopAt(os.MkdirAll(filepath.Dir(path), 0o755))
		stopAt(os.WriteFile(path, content, 0o644))
	}
}

func printPrograms(loader loader) {
	// Pulumi, too, has the converter from YAML and the generators at different versions, in commands of their own.
	converter := exec.Command(filepath.Join(filepath.Dir(os.Args[0]), "yaml-to-pcl"), loader.file, loader.version)
	converter.Stdin, converter.Stderr = os.Stdin, os.Stderr
	output, err := converter.Output()
	stopAt(err)
	var programs map[string]string
	stopAt(json.Unmarshal(output, &programs))
	converted := map[string]map[string]string{}
	for name, text := range programs {
		converted[name] = map[string]string{
			"typescript": generate(text, loader, nodejs.GenerateProgram, "index.ts"),
			"python":     generate(text, loader, python.GenerateProgram, "__main__.py"),
			"go":         generate(text, loader, golang.GenerateProgram, "main.go"),
		}
	}
	stopAt(json.NewEncoder(os.Stdout).Encode(converted))
}

func generate(
	text string, loader loader, generate func(*pcl.Program) (map[string][]byte, hcl.Diagnostics, error), file string,
) string {
	parser := syntax.NewParser()
	stopAt(parser.ParseFile(strings.NewReader(text), "program.pp"))
	stopAtErrors(parser.Diagnostics)
	program, diagnostics, err := pcl.BindProgram(parser.Files, loader)
	stopAt(err)
	stopAtErrors(diagnostics)
	files, diagnostics, err := generate(program)
	stopAt(err)
	stopAtErrors(diagnostics)
	return string(files[file])
}

func stopAtErrors(diagnostics hcl.Diagnostics) {
	if diagnostics.HasErrors() {
		log.Fatal(diagnostics)
	}
}
