//! Light minifiers for our own style sheets and scripts: comments and indentation go, names stay.
//!
//! Compression finds nearly all of what a real minifier would, and these two can be read in a minute.
//! They know the code they are for: no comment behind code on the same line of a script is touched.

/// Removes comments and the white space that CSS does not need.
pub(crate) fn css(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source.chars().peekable();
    let mut gap = false;
    while let Some(c) = rest.next() {
        if c == '/' && rest.peek() == Some(&'*') {
            rest.next();
            skip_comment(&mut rest);
            gap = true;
            continue;
        }
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        // A semicolon before a closing brace says nothing.
        if c == '}' && out.ends_with(';') {
            out.pop();
        }
        if gap && needs_space(out.chars().next_back(), c) {
            out.push(' ');
        }
        gap = false;
        out.push(c);
        if c == '"' || c == '\'' {
            copy_string(&mut rest, &mut out, c);
        }
    }
    out
}

/// White space next to these separates nothing. A colon only binds to its right: `a :hover` and
/// `a:hover` select different things.
fn needs_space(before: Option<char>, after: char) -> bool {
    let opens = before.is_none_or(|b| matches!(b, '{' | '}' | ';' | ',' | ':' | '('));
    !opens && !matches!(after, '{' | '}' | ';' | ',' | ')')
}

fn skip_comment(rest: &mut impl Iterator<Item = char>) {
    let mut previous = ' ';
    for c in rest {
        if previous == '*' && c == '/' {
            return;
        }
        previous = c;
    }
}

fn copy_string(rest: &mut impl Iterator<Item = char>, out: &mut String, quote: char) {
    let mut escaped = false;
    for c in rest {
        out.push(c);
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return;
        }
    }
}

/// Removes lines that are only comment, indentation and blank lines. Line ends stay, so that no
/// missing semicolon changes its meaning; template literals stay as they are.
pub(crate) fn script(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut in_comment = false;
    let mut in_template = false;
    for line in source.lines() {
        let text = line.trim();
        if in_template {
            out.push_str(line);
            out.push('\n');
        } else if in_comment {
            in_comment = !text.ends_with("*/");
            continue;
        } else if text.is_empty() || text.starts_with("//") {
            continue;
        } else if text.starts_with("/*") && (text.ends_with("*/") || !text.contains("*/")) {
            in_comment = !text.ends_with("*/");
            continue;
        } else {
            out.push_str(text);
            out.push('\n');
        }
        in_template ^= opens_or_closes_template(line);
    }
    out
}

fn opens_or_closes_template(line: &str) -> bool {
    let escaped = line.matches("\\`").count();
    (line.matches('`').count() - escaped) % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::{css, script};

    #[test]
    fn css_loses_comments_and_white_space() {
        let source = "/* card */\n.card > a :hover,\n.b {\n  color: red;\n  margin: 0 4px;\n}\n";
        assert_eq!(css(source), ".card > a :hover,.b{color:red;margin:0 4px}");
    }

    #[test]
    fn css_keeps_what_means_something() {
        let sum = "a { width: calc(1px + 2px); --x: ; content: \"a  /* b */ \\\" ;\" }";
        assert_eq!(css(sum), "a{width:calc(1px + 2px);--x:;content:\"a  /* b */ \\\" ;\"}");
        let query = "@media (min-width: 20em) and (hover) { a { b: c } }";
        assert_eq!(css(query), "@media (min-width:20em) and (hover){a{b:c}}");
        assert_eq!(css("a/**/b { c: d }"), "a b{c:d}");
    }

    #[test]
    fn script_loses_comment_lines_and_indentation() {
        let source = "// one\n/** two\n * three\n */\nfunction f() {\n    return 1 // four\n}\n";
        assert_eq!(script(source), "function f() {\nreturn 1 // four\n}\n");
    }

    #[test]
    fn script_leaves_template_literals_alone() {
        let source = "  const a = `\n    // text\n  ${b}`;\n  const c = `d`;\n";
        assert_eq!(script(source), "const a = `\n    // text\n  ${b}`;\nconst c = `d`;\n");
    }
}
