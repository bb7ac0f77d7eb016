package config

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// decoder fills the settings from the tree and collects what does not fit.
type decoder struct {
	problems Problems
	origins  map[string]origin // by the setting's path
}

func (d *decoder) fault(n *node, path, format string, args ...any) {
	d.problems = append(d.problems, Problem{Path: path, Text: fmt.Sprintf(format, args...), at: n.at})
}

func (d *decoder) root(n *node, cfg *Config) { d.value(n, reflect.ValueOf(cfg).Elem(), "", "") }

// defaults sets every setting of a struct, which target points to, to its
// default.
func (d *decoder) defaults(target any) {
	v := reflect.ValueOf(target).Elem()
	for field := range fieldsOf(v.Type()) {
		inner := v.FieldByIndex(field.Index)
		if text, ok := field.Tag.Lookup("default"); ok {
			d.value(plain(text, inner.Type(), origin{}), inner, field.Tag.Get("yaml"), "")
		} else if inner.Kind() == reflect.Struct && !isText(inner.Type()) {
			d.defaults(inner.Addr().Interface())
		}
	}
}

// value fills v. Allowed is the words it may be, where they are counted.
func (d *decoder) value(n *node, v reflect.Value, path, allowed string) {
	if n.at != (origin{}) {
		d.origins[path] = n.at
	}
	if n.shape == empty {
		return
	}
	want := shapeOf(v.Type())
	if n.shape != want {
		d.fault(n, path, "expected %s, this is %s", want, n.shape)
		return
	}
	switch {
	case want == scalar:
		d.scalar(n, v, path, allowed)
	case want == list:
		d.list(n, v, path)
	case v.Kind() == reflect.Map:
		d.dictionary(n, v, path)
	default:
		d.table(n, v, path)
	}
}

func (d *decoder) table(n *node, v reflect.Value, path string) {
	known := map[string]reflect.StructField{}
	for field := range fieldsOf(v.Type()) {
		known[field.Tag.Get("yaml")] = field
	}
	for _, name := range n.names {
		field, ok := known[name]
		inner := dotted(path, name)
		if !ok {
			d.fault(n.field[name], inner, "no such setting%s", didYouMean(name, namesOf(v.Type())))
			continue
		}
		d.value(n.field[name], v.FieldByIndex(field.Index), inner, field.Tag.Get("oneof"))
	}
}

func (d *decoder) dictionary(n *node, v reflect.Value, path string) {
	v.Set(reflect.MakeMap(v.Type()))
	for _, name := range n.names {
		value := reflect.New(v.Type().Elem()).Elem()
		d.value(n.field[name], value, dotted(path, name), "")
		v.SetMapIndex(reflect.ValueOf(name), value)
	}
}

func (d *decoder) list(n *node, v reflect.Value, path string) {
	filled := reflect.MakeSlice(v.Type(), len(n.items), len(n.items))
	for i, item := range n.items {
		place := filled.Index(i)
		if shapeOf(place.Type()) == table {
			d.defaults(place.Addr().Interface())
		}
		if item.shape == empty {
			d.fault(item, indexed(path, i), "expected %s, there is nothing", shapeOf(place.Type()))
		}
		d.value(item, place, indexed(path, i), "")
	}
	v.Set(filled)
}

func (d *decoder) scalar(n *node, v reflect.Value, path, allowed string) {
	if own, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if err := own.UnmarshalText([]byte(n.text)); err != nil {
			d.fault(n, path, "%q: %s", n.text, err)
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		d.word(n, v, path, strings.Fields(allowed))
	case reflect.Bool:
		d.truth(n, v, path)
	default:
		d.number(n, v, path)
	}
}

func (d *decoder) word(n *node, v reflect.Value, path string, allowed []string) {
	v.SetString(n.text)
	for _, word := range allowed {
		if n.text == word {
			return
		}
	}
	if len(allowed) > 0 {
		d.fault(n, path, "%q: expected %s%s", n.text, either(allowed), didYouMean(n.text, allowed))
	}
}

// either returns "a, b or c".
func either(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

func (d *decoder) truth(n *node, v reflect.Value, path string) {
	if n.text != "true" && n.text != "false" {
		d.fault(n, path, "%q: expected true or false", n.text)
	}
	v.SetBool(n.text == "true")
}

func (d *decoder) number(n *node, v reflect.Value, path string) {
	number, err := strconv.ParseInt(n.text, 10, v.Type().Bits())
	if err != nil {
		d.fault(n, path, "%q: expected a whole number", n.text)
	}
	v.SetInt(number)
}
