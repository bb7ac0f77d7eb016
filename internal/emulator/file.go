package emulator

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"  // to know the size of
	_ "image/jpeg" // pictures of
	_ "image/png"  // these kinds
	"mime"
	"net/http"
	"path/filepath"
	"strings"
)

// File is a document or a picture.
type File struct {
	ID    string
	Name  string
	MIME  string
	Bytes []byte
	Photo bool

	width, height int
}

func (s *Server) keep(up *upload, photo bool) *File {
	id := fmt.Sprintf("file-%06d", len(s.files)+1)
	f := &File{ID: id, Name: filepath.Base(up.name), MIME: up.mime, Bytes: up.data, Photo: photo}
	byName, _, err := mime.ParseMediaType(mime.TypeByExtension(filepath.Ext(up.name)))
	if err == nil {
		f.MIME = byName
	}
	if photo {
		f.measure()
	}
	s.files[id] = f
	return f
}

func (f *File) measure() {
	size, _, err := image.DecodeConfig(bytes.NewReader(f.Bytes))
	if err == nil {
		f.width, f.height = size.Width, size.Height
	}
}

// describe adds the file to the view of a message.
func (f *File) describe(v dictionary) {
	d := dictionary{"file_id": f.ID, "file_unique_id": "u" + f.ID, "file_size": len(f.Bytes)}
	if f.Photo {
		d["width"], d["height"] = f.width, f.height
		v["photo"] = []dictionary{d}
		return
	}
	d.put("file_name", f.Name)
	d.put("mime_type", f.MIME)
	v["document"] = d
}

// attachment is the file that a call sends: uploaded, or known by its id.
func (s *Server) attachment(c *call, field string) (*File, *failure) {
	photo := field == "photo"
	switch v := c.params[field].(type) {
	case *upload:
		return s.uploaded(v, photo)
	case string:
		if up := c.files[strings.TrimPrefix(v, "attach://")]; up != nil {
			return s.uploaded(up, photo)
		}
		if f := s.files[v]; f != nil && f.Photo == photo {
			return f, nil
		}
	}
	return nil, badRequest("wrong remote file identifier specified: Wrong string length")
}

func (s *Server) uploaded(up *upload, photo bool) (*File, *failure) {
	if len(up.data) == 0 {
		return nil, badRequest("file must be non-empty")
	}
	f := s.keep(up, photo)
	if photo && f.width == 0 {
		delete(s.files, f.ID)
		return nil, badRequest("IMAGE_PROCESS_FAILED")
	}
	if photo && (f.width+f.height > 10000 || f.width > 20*f.height || f.height > 20*f.width) {
		return nil, badRequest("PHOTO_INVALID_DIMENSIONS")
	}
	return f, nil
}

func (s *Server) getFile(c *call) (any, *failure) {
	f := s.files[c.text("file_id")]
	if f == nil {
		return nil, badRequest("wrong file_id or the file is temporarily unavailable")
	}
	if len(f.Bytes) > 20<<20 {
		return nil, badRequest("file is too big")
	}
	return dictionary{"file_id": f.ID, "file_unique_id": "u" + f.ID, "file_size": len(f.Bytes), "file_path": f.path()}, nil
}

func (f *File) path() string { return "documents/" + f.ID + filepath.Ext(f.Name) }

// serveFile downloads a file by the path that getFile gave.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("bot") != "bot"+s.opt.Token {
		http.Error(w, "Unauthorized", http.StatusUnauthorized)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.files {
		if f.path() == r.PathValue("path") {
			_, _ = w.Write(f.Bytes) // who asked has gone if it fails
			return
		}
	}
	http.NotFound(w, r)
}
