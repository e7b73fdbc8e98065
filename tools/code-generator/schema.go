package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// loader gives the schema, at a version, to what asks for its package. Programs use no other one.
type loader struct {
	schema.ReferenceLoader
	file, version string
}

func (loader loader) LoadPackageReferenceV2(
	context.Context, *schema.PackageDescriptor,
) (schema.PackageReference, error) {
	return loader.bind().Reference(), nil
}

// bind reads the schema anew for each language, since a generator leaves its own options in it.
func (loader loader) bind() *schema.Package {
	text, err := os.ReadFile(loader.file)
	stopAt(err)
	var spec schema.PackageSpec
	stopAt(json.Unmarshal(text, &spec))
	spec.Version = loader.version
	// The schema needs no other one, so there is nothing to load.
	pkg, diagnostics, err := schema.BindSpec(spec, struct{ schema.Loader }{}, schema.ValidationOptions{})
	stopAt(err)
	if diagnostics.HasErrors() {
		log.Fatal(diagnostics)
	}
	return pkg
}

func stopAt(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
