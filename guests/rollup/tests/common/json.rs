//! JSON, as far as test vectors use it. The guests' build has no packages but Rust's own, so there is
//! no library for it.

/// A value; numbers keep their digits.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// # Panics
    /// If the text is none.
    pub fn parse(text: &str) -> Self {
        let mut parser = Parser { bytes: text.as_bytes(), at: 0 };
        let value = parser.value();
        parser.space();
        assert_eq!(parser.at, parser.bytes.len(), "something follows the document");
        value
    }

    pub fn get(&self, name: &str) -> Option<&Json> {
        self.entries().iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    pub fn at(&self, name: &str) -> &Json {
        self.get(name).unwrap_or_else(|| panic!("no {name}"))
    }

    pub fn entries(&self) -> &[(String, Json)] {
        match self {
            Json::Object(entries) => entries,
            other => panic!("no object: {other:?}"),
        }
    }

    pub fn items(&self) -> &[Json] {
        match self {
            Json::Array(items) => items,
            other => panic!("no array: {other:?}"),
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Json::String(text) => text,
            other => panic!("no string: {other:?}"),
        }
    }

    pub fn number(&self) -> u128 {
        match self {
            Json::Number(digits) => digits.parse().expect("an integer"),
            other => panic!("no number: {other:?}"),
        }
    }
}

struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Parser<'_> {
    fn space(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn peek(&mut self) -> u8 {
        self.space();
        self.bytes[self.at]
    }

    fn expect(&mut self, text: &str) {
        self.space();
        assert!(self.bytes[self.at..].starts_with(text.as_bytes()), "{text} at {}", self.at);
        self.at += text.len();
    }

    fn value(&mut self) -> Json {
        match self.peek() {
            b'{' => Json::Object(self.sequence('{', '}', |parser| {
                let name = parser.string();
                parser.expect(":");
                (name, parser.value())
            })),
            b'[' => Json::Array(self.sequence('[', ']', Self::value)),
            b'"' => Json::String(self.string()),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.digits(),
        }
    }

    fn word(&mut self, text: &str, value: Json) -> Json {
        self.expect(text);
        value
    }

    fn digits(&mut self) -> Json {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|b| b.is_ascii_digit() || b"+-.eE".contains(b)) {
            self.at += 1;
        }
        assert!(self.at > start, "no value at {start}");
        Json::Number(String::from_utf8(self.bytes[start..self.at].to_vec()).expect("digits"))
    }

    fn sequence<T>(&mut self, open: char, close: char, item: impl Fn(&mut Self) -> T) -> Vec<T> {
        self.expect(open.encode_utf8(&mut [0; 4]));
        let mut items = Vec::new();
        while self.peek() != close as u8 {
            if !items.is_empty() {
                self.expect(",");
            }
            items.push(item(self));
        }
        self.at += 1;
        items
    }

    fn string(&mut self) -> String {
        self.expect("\"");
        let mut text = Vec::new();
        loop {
            let byte = self.bytes[self.at];
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(text).expect("UTF-8"),
                b'\\' => {
                    let escaped = self.bytes[self.at];
                    self.at += 1;
                    let character = match escaped {
                        b'n' => '\n',
                        b't' => '\t',
                        b'r' => '\r',
                        b'b' => '\u{8}',
                        b'f' => '\u{c}',
                        b'u' => {
                            let digits = std::str::from_utf8(&self.bytes[self.at..self.at + 4]);
                            self.at += 4;
                            let code = u32::from_str_radix(digits.expect("digits"), 16);
                            char::from_u32(code.expect("digits")).unwrap_or('\u{fffd}')
                        }
                        other => char::from(other),
                    };
                    text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                byte => text.push(byte),
            }
        }
    }
}
