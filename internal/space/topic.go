package space

import "slices"

// Topic is what communities are about and readers care for.
type Topic struct {
	ID   string // 1 to 12 of a-z, 0-9
	Name Local
}

// DefaultTopics are those of a Point whose config names none.
func DefaultTopics() []Topic {
	return []Topic{
		{"technology", Local{"ru": "Технологии", "en": "Technology", "zh": "科技"}},
		{"business", Local{"ru": "Бизнес", "en": "Business", "zh": "商业"}},
		{"science", Local{"ru": "Наука", "en": "Science", "zh": "科学"}},
		{"culture", Local{"ru": "Культура", "en": "Culture", "zh": "文化"}},
		{"education", Local{"ru": "Образование", "en": "Education", "zh": "教育"}},
		{"city", Local{"ru": "Город", "en": "The city", "zh": "城市"}},
		{"ecology", Local{"ru": "Экология", "en": "Ecology", "zh": "生态"}},
		{"games", Local{"ru": "Игры", "en": "Games", "zh": "游戏"}},
		{"languages", Local{"ru": "Языки", "en": "Languages", "zh": "语言"}},
		{"health", Local{"ru": "Здоровье", "en": "Health", "zh": "健康"}},
	}
}

// Topic returns the topic with that id.
func (p *Point) Topic(id string) (Topic, bool) {
	for _, t := range p.Topics {
		if t.ID == id {
			return t, true
		}
	}
	return Topic{}, false
}

// Known leaves of some topics' ids those that the Point still has.
func (p *Point) Known(topics []string) []string {
	return slices.DeleteFunc(slices.Clone(topics), func(id string) bool {
		_, known := p.Topic(id)
		return !known
	})
}

// Cares says whether something of these topics is of interest to a reader.
// Topics that the config has no more count for neither.
func (p *Point) Cares(s Settings, topics []string) bool {
	s.Topics = p.Known(s.Topics)
	return s.CaresFor(p.Known(topics))
}
