package io.headjack.internal.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.headjack.internal.json.YamlNode.Entry;
import io.headjack.internal.json.YamlNode.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads a YAML document with the place of each part. */
final class YamlReader {
    private final String text;
    private final YAMLParser parser;

    private YamlReader(String text, YAMLParser parser) {
        this.text = text;
        this.parser = parser;
    }

    static YamlNode read(String text) throws IOException {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            YamlReader reader = new YamlReader(text, parser);
            if (parser.nextToken() == null) {
                return new YamlNode(1, 1, 0, 0, Kind.NOTHING, "", List.of(), Map.of());
            }
            YamlNode document = reader.node();
            if (parser.nextToken() != null) {
                throw new DocumentException(
                        parser.currentTokenLocation().getLineNr(), "a second document begins here; keep one");
            }
            return document;
        } catch (JacksonException e) {
            throw syntax(e);
        }
    }

    private static DocumentException syntax(JacksonException e) {
        DocumentException wrong = e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                ? new DocumentException(marked.getProblemMark().getLine() + 1, marked.getProblem())
                : new DocumentException(
                        e.getLocation() == null
                                ? 1
                                : Math.max(1, e.getLocation().getLineNr()),
                        e.getOriginalMessage().lines().findFirst().orElse("it is no YAML"));
        wrong.initCause(e);
        return wrong;
    }

    private YamlNode node() throws IOException {
        if (parser.isCurrentAlias()) {
            throw new DocumentException(
                    parser.currentTokenLocation().getLineNr(),
                    "an alias, *" + parser.getText() + ", stands here; write out what it stands for");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> map();
            case START_ARRAY -> list();
            case VALUE_NULL -> scalar(Kind.NOTHING);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Kind.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> scalar(Kind.FLAG);
            default -> scalar(Kind.TEXT);
        };
    }

    private YamlNode scalar(Kind kind) throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        int end = (int) parser.currentLocation().getCharOffset();
        String written = kind == Kind.NOTHING ? "" : parser.getText();
        return at(start, end, kind, written, List.of(), Map.of());
    }

    private YamlNode list() throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        int end = endOf(start, items.isEmpty() ? null : items.get(items.size() - 1));
        return at(start, end, Kind.LIST, "", items, Map.of());
    }

    private YamlNode map() throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        Map<String, Entry> entries = new LinkedHashMap<>();
        YamlNode last = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            YamlNode name = scalar(Kind.TEXT);
            parser.nextToken();
            last = node();
            if (entries.put(name.text(), new Entry(name, last)) != null) {
                throw new DocumentException(name.line(), "\"" + name.text() + "\" is there twice; keep one");
            }
        }
        return at(start, endOf(start, last), Kind.MAP, "", List.of(), entries);
    }

    /** What is written without brackets ends with its last part: what follows may be comments of the next. */
    private int endOf(JsonLocation start, @Nullable YamlNode last) {
        int begin = text.offsetByCodePoints(0, (int) start.getCharOffset());
        boolean bracketed = begin < text.length() && "[{".indexOf(text.charAt(begin)) >= 0;
        return bracketed || last == null ? (int) parser.currentLocation().getCharOffset() : codePoints(last.end());
    }

    /** The parser counts code points, strings count chars. */
    private YamlNode at(
            JsonLocation start, int end, Kind kind, String written, List<YamlNode> items, Map<String, Entry> entries) {
        return new YamlNode(
                start.getLineNr(),
                start.getColumnNr(),
                text.offsetByCodePoints(0, (int) start.getCharOffset()),
                text.offsetByCodePoints(0, end),
                kind,
                written,
                items,
                entries);
    }

    private int codePoints(int chars) {
        return text.codePointCount(0, chars);
    }
}
