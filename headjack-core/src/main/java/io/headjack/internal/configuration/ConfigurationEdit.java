package io.headjack.internal.configuration;

import io.headjack.error.InvalidRequestException;
import io.headjack.internal.json.DocumentException;
import io.headjack.internal.json.Documents;
import io.headjack.internal.json.YamlNode;
import io.headjack.internal.json.YamlNode.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts one value into the text of the file: comments and the order of things stay. */
final class ConfigurationEdit {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9./~][A-Za-z0-9./:@~+_-]*");
    private static final String INDENT = "  ";

    private final ConfigurationFile file;
    private final List<String> names;
    private final String key;

    ConfigurationEdit(ConfigurationFile file, List<String> names) {
        this.file = file;
        this.names = names;
        this.key = String.join(".", names);
    }

    /** Returns the file as it shall be; nothing is written. */
    ConfigurationFile set(String value) {
        YamlNode wanted = parse(written(value));
        ConfigurationFile after;
        try {
            after = ConfigurationFile.parse(file.path(), edited(written(value)));
        } catch (InvalidRequestException e) {
            throw e.getCause() instanceof DocumentException ? notUnderstood() : e;
        }
        if (!isAsWanted(after, wanted)) {
            throw notUnderstood();
        }
        return after;
    }

    private InvalidRequestException notUnderstood() {
        return new InvalidRequestException(
                "\"" + key + "\" cannot be set in " + file.path() + " as that is written; edit the file itself");
    }

    /** Text is quoted where YAML would take it for something else; lists and maps are YAML already. */
    private String written(String value) {
        if (!isText(value)) {
            YamlNode parsed = parse(value);
            if (value.lines().count() != 1 || value.length() != parsed.end()) {
                throw invalid(value);
            }
            return value;
        }
        return PLAIN.matcher(value).matches()
                        && !value.endsWith(":")
                        && parse(value).kind() == Kind.TEXT
                ? value
                : Documents.quoted(value);
    }

    private boolean isText(String value) {
        boolean isFlag = key.startsWith(Key.RUNTIME_FLAGS.path() + ".");
        return Key.find(key).map(each -> each.form() == Key.Form.TEXT).orElse(!isFlag || !value.startsWith("["));
    }

    private YamlNode parse(String value) {
        try {
            return Documents.readYaml(value);
        } catch (IOException e) {
            throw invalid(value);
        }
    }

    private InvalidRequestException invalid(String value) {
        return new InvalidRequestException("\"" + key + "\" cannot be \"" + value
                + "\"; give a value on one line as in YAML, such as [one, two] or {NAME: value}");
    }

    private String edited(String value) {
        String text = file.text();
        YamlNode node = file.document();
        for (int depth = 0; depth < names.size(); depth++) {
            Optional<YamlNode> next = node.find(names.get(depth));
            if (next.isEmpty()) {
                return node.isEmpty()
                        ? filled(node, depth, value)
                        : inserted(node.entries().values().iterator().next().name(), depth, value);
            }
            node = next.get();
        }
        return spliced(text, node.start(), node.end(), value);
    }

    /** Puts the key first into a section that has others. */
    private String inserted(YamlNode first, int depth, String value) {
        String text = file.text();
        int begin = text.lastIndexOf('\n', first.start() - 1) + 1;
        String margin = text.substring(begin, first.start());
        if (!margin.isBlank()) {
            return spliced(text, first.start(), first.start(), flow(depth, value) + ", ");
        }
        if (depth == 0) {
            return withLine(text) + block("", 0, value);
        }
        return text.substring(0, begin) + block(margin, depth, value) + text.substring(begin);
    }

    /** Puts the key into a section, or a file, that has none. */
    private String filled(YamlNode section, int depth, String value) {
        String text = file.text();
        return depth == 0
                ? withLine(text) + block("", 0, value)
                : spliced(text, section.start(), section.end(), "{" + flow(depth, value) + "}");
    }

    private static String withLine(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    private static String spliced(String text, int start, int end, String value) {
        int last = end;
        while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        // What was written over lines comes after the colon.
        int begin = text.substring(0, start).stripTrailing().length();
        if (begin == 0 || text.charAt(begin - 1) != ':') {
            begin = start;
        }
        boolean glued = begin > 0 && text.charAt(begin - 1) == ':';
        return text.substring(0, begin) + (glued ? " " : "") + value + text.substring(last);
    }

    private String block(String margin, int depth, String value) {
        StringBuilder lines = new StringBuilder();
        for (int i = depth; i < names.size(); i++) {
            lines.append(margin)
                    .append(INDENT.repeat(i - depth))
                    .append(names.get(i))
                    .append(':');
            lines.append(i == names.size() - 1 ? " " + value : "").append('\n');
        }
        return lines.toString();
    }

    private String flow(int depth, String value) {
        return depth == names.size() - 1
                ? names.get(depth) + ": " + value
                : names.get(depth) + ": {" + flow(depth + 1, value) + "}";
    }

    /** Whether the value is there and all else is as before. */
    private boolean isAsWanted(ConfigurationFile after, YamlNode wanted) {
        YamlNode node = after.document();
        for (String name : names) {
            Optional<YamlNode> next = node.find(name);
            if (next.isEmpty()) {
                return false;
            }
            node = next.get();
        }
        return node.toString().equals(wanted.toString()) && rest(after).equals(rest(file));
    }

    private String rest(ConfigurationFile of) {
        return rest(of.document(), "");
    }

    private String rest(YamlNode node, String path) {
        StringBuilder rest = new StringBuilder();
        node.entries().forEach((name, entry) -> {
            String below = path.isEmpty() ? name : path + "." + name;
            if (below.equals(key) || entry.value().isEmpty()) {
                return;
            }
            rest.append(key.startsWith(below + ".") ? rest(entry.value(), below) : below + "=" + entry.value() + "\n");
        });
        return rest.toString();
    }
}
