package lang

import (
	"slices"
	"unicode/utf8"
)

var (
	// needs say that what is named beside them has to be there.
	needs = set("нужен|нужна|нужно|нужны|нужны будут|нужен будет|нужна будет|понадобится|понадобятся|потребуется|потребуются|требуется|требуются|с оборудованием|оборудование|" +
		"need|we need|we'll need|we will need|needs|needed|are needed|is needed|required|equipment|需要|要用|要有|设备")
	// amongEquipment stands between the things of a list, and before the first.
	amongEquipment = set("и|а также|также|еще|,|:|a|an|the|and|and a|and the|also|、|，|：|和|及|还有|以及|&|+")
)

// equipmentNames are what each kind of equipment is called, the longest first: by
// its names, and by each longer word of a name that no other has.
func equipmentNames(kinds map[string][]string) []alias {
	all := aliases(kinds)
	seen := map[string]int{}
	for _, a := range all {
		if len(a.words) > 1 {
			for _, w := range a.words {
				seen[w]++
			}
		}
	}
	for _, a := range slices.Clone(all) {
		for _, w := range a.words {
			if len(a.words) > 1 && seen[w] == 1 && utf8.RuneCountInString(w) > 3 {
				all = append(all, alias{a.id, []string{w}})
			}
		}
	}
	return all
}

// equipmentIn looks for what has to be there: "нужны проектор и микрофоны", "piano
// needed", "需要投影仪". It has to be a saying of its own, between commas.
func (s *scan) equipmentIn(v Vocabulary) {
	for i := 0; i < len(s.tokens); i++ {
		_, end, ok := needs.at(s.tokens, i)
		if !ok || s.tokens[i].claimed {
			continue
		}
		if ids, to := s.things(end, v); to > end && s.open(i) && s.shut(to) {
			s.takeEquipment(ids, i, to)
			i = to - 1
		} else if ids, from := s.thingsBefore(i, v); from < i && s.shut(end) {
			s.takeEquipment(ids, from, end)
		}
	}
}

// things reads a list of equipment from token i on, and returns the token after
// the last of it, or i.
func (s *scan) things(i int, v Vocabulary) (ids []string, end int) {
	end = i
	for at := i; at < len(s.tokens); {
		if _, next, ok := amongEquipment.at(s.tokens, at); ok {
			at = next
			continue
		}
		id, next := s.equipmentAt(at, v)
		if next == at {
			break
		}
		ids = append(ids, id)
		at, end = next, next
	}
	return ids, end
}

// thingsBefore reads one that ends before token i and begins a saying.
func (s *scan) thingsBefore(i int, v Vocabulary) (ids []string, from int) {
	for from = max(0, i-12); from < i; from++ {
		if !s.open(from) {
			continue
		}
		if _, named := s.equipmentAt(from, v); named == from {
			continue
		}
		if ids, end := s.things(from, v); end == i {
			return ids, from
		}
	}
	return nil, i
}

func (s *scan) equipmentAt(i int, v Vocabulary) (id string, end int) {
	if i >= len(s.tokens) || s.tokens[i].claimed || s.tokens[i].kind != word && s.tokens[i].kind != han {
		return "", i
	}
	for _, a := range v.equipment {
		if end, ok := s.namedHere(i, a); ok {
			return a.id, end
		}
	}
	return "", i
}

func (s *scan) takeEquipment(ids []string, from, to int) {
	s.claim(from, to)
	for _, id := range ids {
		if !slices.Contains(s.equipment, id) {
			s.equipment = append(s.equipment, id)
		}
	}
}
