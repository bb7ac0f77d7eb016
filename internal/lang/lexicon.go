package lang

import "strings"

// lexicon holds phrases with what each means, to be looked up by their first
// token. The lexicons of the package are built once and never change.
type lexicon[V any] map[string][]phrase[V]

// phrase is a sequence of tokens and its meaning.
type phrase[V any] struct {
	rest  []string // the tokens after the first
	means V
}

// entries lists phrases, separated by "|", for each meaning. Where a meaning has
// endings in brackets, "четверг(а,у,ом)", each is a phrase of its own.
type entries[V comparable] map[V]string

// lexiconOf builds a lexicon.
func lexiconOf[V comparable](from entries[V]) lexicon[V] {
	l := lexicon[V]{}
	for means, phrases := range from {
		for p := range strings.SplitSeq(phrases, "|") {
			for _, form := range inflected(strings.TrimSpace(p)) {
				l.add(form, means)
			}
		}
	}
	return l
}

// add puts one phrase in.
func (l lexicon[V]) add(text string, means V) {
	_, tokens := tokenize(text)
	p := phrase[V]{means: means}
	for _, t := range tokens[1:] {
		p.rest = append(p.rest, t.norm)
	}
	first := tokens[0].norm
	l[first] = append(l[first], p)
}

// inflected spells out the endings in brackets; the bare stem is not a form
// unless an ending is empty.
func inflected(p string) []string {
	stem, rest, found := strings.Cut(p, "(")
	if !found {
		return []string{p}
	}
	endings, tail, _ := strings.Cut(rest, ")")
	var forms []string
	for ending := range strings.SplitSeq(endings, ",") {
		forms = append(forms, inflected(stem+ending+tail)...)
	}
	return forms
}

// at finds the longest phrase that begins at token i, and the token after it.
func (l lexicon[V]) at(tokens []token, i int) (means V, end int, ok bool) {
	if i < 0 || i >= len(tokens) || !tokens[i].readable() {
		return means, i, false
	}
	for _, p := range l[tokens[i].norm] {
		if stop := i + 1 + len(p.rest); stop > end && follows(tokens, i+1, p.rest) {
			means, end, ok = p.means, stop, true
		}
	}
	if !ok {
		return means, i, false
	}
	return means, end, true
}

// follows tells whether the tokens from i on are those of a phrase.
func follows(tokens []token, i int, rest []string) bool {
	if i+len(rest) > len(tokens) {
		return false
	}
	for k, norm := range rest {
		if t := tokens[i+k]; !t.readable() || t.norm != norm {
			return false
		}
	}
	return true
}

// readable tells whether a token may still be understood as something.
func (t token) readable() bool { return !t.claimed && t.kind != sealed && t.kind != line }

// set is a lexicon of phrases that all mean the same.
func set(phrases string) lexicon[bool] { return lexiconOf(entries[bool]{true: phrases}) }
