package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/pulumi/pulumi-yaml/pkg/pulumiyaml"
	"github.com/pulumi/pulumi-yaml/pkg/pulumiyaml/codegen"
)

// Reads an object with programs in YAML, and prints one with the same programs in the language that Pulumi's generators
// read. They use the package of a schema, at a version:
//
//	yaml-to-pcl SCHEMA VERSION
func main() {
	loader := loader{file: os.Args[1], version: os.Args[2]}
	var programs map[string]string
	stopAt(json.NewDecoder(os.Stdin).Decode(&programs))
	for name, text := range programs {
		template, problems, err := pulumiyaml.LoadYAMLBytes(name, []byte(text))
		stopAt(err)
		if problems.HasErrors() {
			log.Fatal(problems)
		}
		converted, diagnostics, err := codegen.ConvertTemplateIL(template, loader)
		stopAt(err)
		if diagnostics.HasErrors() {
			log.Fatal(diagnostics)
		}
		programs[name] = converted
	}
	stopAt(json.NewEncoder(os.Stdout).Encode(programs))
}
