package space

import (
	"strconv"
	"strings"
	"unicode"
)

// longestCommunityID is how many characters the id of a community has at most.
const longestCommunityID = 24

// NameKey is a community's name as names are compared: letters and digits only,
// case and the dots of ё do not count. A name of other marks is its own key.
func NameKey(name string) string {
	key := strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); {
		case r == 'ё':
			return 'е'
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return r
		}
		return -1
	}, name)
	if key == "" {
		return strings.Join(strings.Fields(name), " ")
	}
	return key
}

// SameNamed finds the community of that name among all but the one of the id.
// One that was refused leaves its name to others.
func SameNamed(all []Community, name, but string) (Community, bool) {
	key := NameKey(name)
	for _, c := range all {
		if c.ID != but && c.Standing() != CommunityRefused && NameKey(c.Name) == key {
			return c, true
		}
	}
	return Community{}, false
}

// Answers says whether each of the words stands in the community's name or id, by
// NameKey.
func (c Community) Answers(words string) bool {
	var keys []string
	for _, word := range strings.Fields(c.Name + " " + c.ID) {
		keys = append(keys, NameKey(word))
	}
	text := strings.Join(keys, " ")
	for _, word := range strings.Fields(words) {
		if !strings.Contains(text, NameKey(word)) {
			return false
		}
	}
	return true
}

// latin is how the letters of Russian are written in ids.
var latin = strings.NewReplacer("а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "е", "e", "ё", "e", "ж", "zh", "з", "z",
	"и", "i", "й", "y", "к", "k", "л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u",
	"ф", "f", "х", "kh", "ц", "ts", "ч", "ch", "ш", "sh", "щ", "sch", "ъ", "", "ы", "y", "ь", "", "э", "e", "ю", "yu", "я", "ya")

// CommunityID makes an id that nobody has out of a name: what is no letter of
// Russian or English and no digit divides.
func CommunityID(name string, taken func(id string) bool) string {
	divides := func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	base := strings.Join(strings.FieldsFunc(latin.Replace(strings.ToLower(name)), divides), "-")
	if base == "" {
		base = "club"
	}
	id := cutID(base, longestCommunityID)
	for n := 2; taken(id); n++ {
		ending := "-" + strconv.Itoa(n)
		id = cutID(base, longestCommunityID-len(ending)) + ending
	}
	return id
}

func cutID(id string, most int) string { return strings.TrimRight(id[:min(len(id), most)], "-") }
