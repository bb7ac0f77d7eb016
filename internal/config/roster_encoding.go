package config

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// The encodings that lists come in.
const (
	encodingUTF8 = "UTF-8"
	encoding1251 = "Windows-1251"
)

// decodeRoster finds the text of a list. Spreadsheets of Russian machines write
// Windows-1251 where they are not told otherwise.
func decodeRoster(content []byte) (text, encoding string, ok bool) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if utf8.Valid(content) {
		return string(content), encodingUTF8, true
	}
	decoded, err := charmap.Windows1251.NewDecoder().Bytes(content)
	if err != nil || !isRussian(string(decoded)) {
		return "", "", false
	}
	return string(decoded), encoding1251, true
}

// isRussian says whether what is no ASCII is Russian. Any bytes are something in
// Windows-1251: those of the older Cyrillic sets come out as symbols, or with
// more capitals than small letters.
func isRussian(text string) bool {
	small, capital := 0, 0
	for _, r := range text {
		switch {
		case r <= unicode.MaxASCII:
		case r >= 'а' && r <= 'я' || r == 'ё':
			small++
		case r >= 'А' && r <= 'Я' || r == 'Ё':
			capital++
		case !strings.ContainsRune("«»„“”‘’–—…№·•\u00a0", r):
			return false
		}
	}
	return small > capital
}
