package emulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
)

// maxBody is the largest request that a Bot API server takes.
const maxBody = 50 << 20

// upload is a file that came within a multipart request.
type upload struct {
	name string
	mime string
	data []byte
}

// call is one request with its parameters, checked and typed by the schema.
type call struct {
	method string
	params map[string]any
	files  map[string]*upload
}

func (c *call) has(name string) bool          { _, ok := c.params[name]; return ok }
func (c *call) text(name string) string       { v, _ := c.params[name].(string); return v }
func (c *call) integer(name string) int64     { v, _ := c.params[name].(int64); return v }
func (c *call) flag(name string) bool         { v, _ := c.params[name].(bool); return v }
func (c *call) list(name string) []any        { v, _ := c.params[name].([]any); return v }
func (c *call) object(name string) dictionary { v, _ := c.params[name].(dictionary); return v }

// dictionary is a JSON object.
type dictionary map[string]any

func (d dictionary) text(name string) string   { v, _ := d[name].(string); return v }
func (d dictionary) integer(name string) int64 { v, _ := d[name].(int64); return v }
func (d dictionary) flag(name string) bool     { v, _ := d[name].(bool); return v }
func (d dictionary) has(name string) bool      { _, ok := d[name]; return ok }

// raw holds the parameters as they came: strings from forms, any JSON value
// from a JSON body, uploads from multipart.
type raw map[string]any

func readParams(w http.ResponseWriter, r *http.Request) (raw, *failure) {
	params := raw{}
	params.addValues(r.URL.Query())
	if r.Body == nil || r.Body == http.NoBody {
		return params, nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return nil, bodyFailure(err)
	}
	if len(body) == 0 {
		return params, nil
	}
	return params, params.addBody(r.Header.Get("Content-Type"), body)
}

func bodyFailure(err error) *failure {
	var tooBig *http.MaxBytesError
	if errors.As(err, &tooBig) {
		return &failure{code: http.StatusRequestEntityTooLarge, description: "Request Entity Too Large"}
	}
	return badRequest("can't read the request")
}

func (p raw) addBody(contentType string, body []byte) *failure {
	kind, options, err := mime.ParseMediaType(contentType)
	if err != nil {
		return badRequest("unsupported content type %q", contentType)
	}
	switch kind {
	case "application/json":
		return p.addJSON(body)
	case "application/x-www-form-urlencoded":
		return p.addForm(body)
	case "multipart/form-data":
		return p.addMultipart(body, options["boundary"])
	}
	return badRequest("unsupported content type %q", contentType)
}

func (p raw) addValues(values url.Values) {
	for name, v := range values {
		p[name] = v[len(v)-1]
	}
}

func (p raw) addForm(body []byte) *failure {
	values, err := url.ParseQuery(string(body))
	if err != nil {
		return badRequest("can't parse the form")
	}
	p.addValues(values)
	return nil
}

func (p raw) addJSON(body []byte) *failure {
	v, err := decodeJSON(body)
	object, ok := v.(map[string]any)
	if err != nil || !ok {
		return badRequest("can't parse JSON object")
	}
	for name, v := range object {
		if v != nil {
			p[name] = v
		}
	}
	return nil
}

func (p raw) addMultipart(body []byte, boundary string) *failure {
	reader := multipart.NewReader(bytes.NewReader(body), boundary)
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return badRequest("can't parse multipart form data")
		}
		if err := p.addPart(part); err != nil {
			return badRequest("can't parse multipart form data")
		}
	}
}

func (p raw) addPart(part *multipart.Part) error {
	data, err := io.ReadAll(part)
	if err != nil {
		return err
	}
	if part.FileName() == "" {
		p[part.FormName()] = string(data)
		return nil
	}
	kind := part.Header.Get("Content-Type")
	p[part.FormName()] = &upload{name: part.FileName(), mime: kind, data: data}
	return nil
}

// decodeJSON keeps numbers as they are written, and refuses what follows.
func decodeJSON(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the JSON value")
	}
	return v, nil
}
