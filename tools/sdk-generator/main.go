package main

import (
	"encoding/json"
	"log"
	"os"
	"path/filepath"

	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// Writes the SDKs of a schema for Python and Go, as `pulumi package add` does for a plugin of that version:
//
//	sdk-generator SCHEMA VERSION FOLDER
func main() {
	schemaFile, version, folder := os.Args[1], os.Args[2], os.Args[3]
	write(filepath.Join(folder, "python"), func() (map[string][]byte, error) {
		return python.GeneratePackage("pulumi-language-python", bind(schemaFile, version), nil, nil)
	})
	write(filepath.Join(folder, "go"), func() (map[string][]byte, error) {
		return golang.GeneratePackage("pulumi-language-go", bind(schemaFile, version), nil)
	})
}

// bind reads the schema anew for each language, since a generator leaves its own options in it.
func bind(file, version string) *schema.Package {
	text, err := os.ReadFile(file)
	stopAt(err)
	var spec schema.PackageSpec
	stopAt(json.Unmarshal(text, &spec))
	spec.Version = version
	// The schema needs no other one, so there is nothing to load.
	pkg, diagnostics, err := schema.BindSpec(spec, struct{ schema.Loader }{}, schema.ValidationOptions{})
	stopAt(err)
	if diagnostics.HasErrors() {
		log.Fatal(diagnostics)
	}
	return pkg
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

func stopAt(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
