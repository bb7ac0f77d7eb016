package config

import (
	"encoding"
	"iter"
	"reflect"
	"strings"
)

// fieldsOf are the settings of a struct, in their order.
func fieldsOf(t reflect.Type) iter.Seq[reflect.StructField] {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if field := t.Field(i); field.Tag.Get("yaml") != "" && !yield(field) {
				return
			}
		}
	}
}

func namesOf(t reflect.Type) []string {
	var names []string
	for field := range fieldsOf(t) {
		names = append(names, field.Tag.Get("yaml"))
	}
	return names
}

// isText says whether a value of the type reads itself from text.
func isText(t reflect.Type) bool {
	return reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// shapeOf is what a value of the type is written as.
func shapeOf(t reflect.Type) shape {
	switch {
	case isText(t):
		return scalar
	case t.Kind() == reflect.Struct, t.Kind() == reflect.Map:
		return table
	case t.Kind() == reflect.Slice:
		return list
	}
	return scalar
}

// plain is the node of one line of text: a default, or an environment variable.
// A list of plain values is divided by commas.
func plain(text string, t reflect.Type, at origin) *node {
	if shapeOf(t) != list {
		return &node{shape: scalar, text: text, at: at}
	}
	n := &node{shape: list, at: at}
	if strings.TrimSpace(text) == "" {
		return n
	}
	for item := range strings.SplitSeq(text, ",") {
		n.items = append(n.items, &node{shape: scalar, text: strings.TrimSpace(item), at: at})
	}
	return n
}
