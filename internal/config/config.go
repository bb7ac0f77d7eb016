// Package config is what an operator writes: the YAML file with its overrides
// from the environment, and the CSV list of communities. It reads them, checks
// them and says in plain words what is wrong with them, with the line, all at
// once. The Points it gives are ready for use.
//
// What a cron spec means is left to package scheduler, whether a token or a
// Redis works to `samovar check`.
package config

import (
	"fmt"
	"os"
)

// Config is every setting. The tags are the schema: a setting's name, its
// default, and the words it may be.
type Config struct {
	Telegram  Telegram `yaml:"telegram"`
	Redis     Redis    `yaml:"redis"`
	Web       Web      `yaml:"web"`
	Log       Log      `yaml:"log"`
	Clock     Clock    `yaml:"clock"`
	Session   Session  `yaml:"session"`
	Flood     Flood    `yaml:"flood"`
	PointList []Point  `yaml:"points"`

	origins map[string]origin
}

// Telegram is how the bot reaches people.
type Telegram struct {
	Token           Secret   `yaml:"token"`
	APIURL          string   `yaml:"api_url" default:"https://api.telegram.org"`
	Mode            string   `yaml:"mode" default:"polling" oneof:"polling webhook"`
	PollTimeout     Duration `yaml:"poll_timeout" default:"50s"`
	DisabledButtons bool     `yaml:"disabled_buttons" default:"false"`
	ReaderZone      bool     `yaml:"reader_zone" default:"true"`
	Webhook         Webhook  `yaml:"webhook"`
	Limits          Limits   `yaml:"limits"`
}

// Webhook is where Telegram calls the bot, in that mode.
type Webhook struct {
	URL            string `yaml:"url"`
	Path           string `yaml:"path" default:"/telegram"`
	Secret         Secret `yaml:"secret"`
	MaxConnections int    `yaml:"max_connections" default:"40"`
}

// Limits is how fast the bot may send.
type Limits struct {
	PerSecond      int `yaml:"per_second" default:"30"`
	PerChatBurst   int `yaml:"per_chat_burst" default:"5"`
	PerGroupMinute int `yaml:"per_group_minute" default:"20"`
}

// Redis is where everything is kept. Its URL may hold a password. Replicas is
// how many must have what is written before it counts as written.
type Redis struct {
	URL      Secret `yaml:"url" default:"redis://localhost:6379/0"`
	Replicas int    `yaml:"replicas"`
}

// Web is the HTTP server.
type Web struct {
	Listen string `yaml:"listen" default:":8080"`
}

// Log is what is written to standard error.
type Log struct {
	Level  string `yaml:"level" default:"info" oneof:"debug info warn error"`
	Format string `yaml:"format" default:"text" oneof:"text json"`
}

// Clock is how often the bot looks at what is due.
type Clock struct {
	Tick string `yaml:"tick" default:"@every 1s"`
}

// Session is a conversation with one person.
type Session struct {
	Silence Duration `yaml:"silence" default:"24h"`
}

// Flood is how much one person may send; PerMinute 0 sets no limit.
type Flood struct {
	PerMinute int `yaml:"per_minute" default:"60"`
	Burst     int `yaml:"burst" default:"40"`
}

// Load reads the file, lays the environment ("NAME=value" as os.Environ gives
// it) over it, and checks all but the meaning of cron specs, which Check does.
// Everything that is wrong comes back together, as Problems.
func Load(path string, environ []string) (*Config, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read config: %w", err)
	}
	cfg, err := Read(content, environ)
	if err != nil {
		return nil, fmt.Errorf("read config %s:\n%w", path, err)
	}
	return cfg, nil
}

// Read does what Load does, of a file's content.
func Read(content []byte, environ []string) (*Config, error) {
	root, problems := readYAML(content)
	if root == nil {
		return nil, problems
	}
	problems = append(problems, overlay(root, environ)...)
	cfg := &Config{}
	decoder := decoder{origins: map[string]origin{}}
	decoder.defaults(cfg)
	decoder.root(root, cfg)
	cfg.origins = decoder.origins
	problems = append(problems, decoder.problems...)
	problems = append(problems, cfg.faults(shapeOfSpec).besides(problems)...)
	if len(problems) > 0 {
		return nil, problems.sorted()
	}
	return cfg, nil
}

// Check asks checkSpec about every cron spec and returns Problems.
func (c *Config) Check(checkSpec func(string) error) error {
	if problems := c.faults(checkSpec); len(problems) > 0 {
		return problems.sorted()
	}
	return nil
}
