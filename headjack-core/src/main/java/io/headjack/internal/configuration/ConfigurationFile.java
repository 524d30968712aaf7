package io.headjack.internal.configuration;

import io.headjack.error.InvalidRequestException;
import io.headjack.internal.json.DocumentException;
import io.headjack.internal.json.Documents;
import io.headjack.internal.json.YamlNode;
import io.headjack.internal.json.YamlNode.Entry;
import io.headjack.internal.json.YamlNode.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The configuration file: which of the known keys it has, and where. What a key stands for is not looked at. */
final class ConfigurationFile {
    private final Path path;
    private final String text;
    private final YamlNode document;
    private final Map<String, YamlNode> values = new LinkedHashMap<>();

    private ConfigurationFile(Path path, String text, YamlNode document) {
        this.path = path;
        this.text = text;
        this.document = document;
    }

    /**
     * Reads it.
     *
     * @param mustExist whether a missing one is an error; else it is an empty one
     */
    static ConfigurationFile read(Path path, boolean mustExist) {
        try {
            return parse(path, decoded(Files.readAllBytes(path)));
        } catch (NoSuchFileException e) {
            if (mustExist) {
                throw new InvalidRequestException(
                        "the configuration file " + path + " does not exist; make it or name another", e);
            }
            return parse(path, "");
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "the configuration file " + path + " cannot be read: " + e + "; correct it", e);
        }
    }

    private static String decoded(byte[] content) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
    }

    static ConfigurationFile parse(Path path, String text) {
        try {
            ConfigurationFile file = new ConfigurationFile(path, text, Documents.readYaml(text));
            if (!file.document.isEmpty()) {
                file.read("", file.document);
            }
            return file;
        } catch (DocumentException e) {
            throw new InvalidRequestException(path + ":" + e.line() + ": this is no YAML: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new InvalidRequestException("the configuration file " + path + " cannot be read: " + e, e);
        }
    }

    private void read(String section, YamlNode node) {
        if (node.kind() != Kind.MAP) {
            throw wrong(node, section, "must have keys below it: " + known(section) + "; was " + node);
        }
        for (Map.Entry<String, Entry> each : node.entries().entrySet()) {
            String key = section.isEmpty() ? each.getKey() : section + "." + each.getKey();
            YamlNode name = each.getValue().name();
            YamlNode value = each.getValue().value();
            if (section.equals(Key.AGENTS) && !Key.isAgentId(each.getKey())) {
                throw wrong(
                        name,
                        key,
                        "is no agent's id: lower-case letters, digits and hyphens, a letter first; neither shell nor"
                                + " command");
            }
            if (Key.STORED_TOGETHER.contains(key)) {
                throw wrong(name, key, "cannot be set: all is kept in one directory; set storage.directory");
            }
            if (Key.find(key).isPresent()) {
                if (value.kind() != Kind.NOTHING) {
                    values.put(key, value);
                }
            } else if (!Key.isSection(key)) {
                throw wrong(name, key, "is unknown; known there are " + known(section));
            } else if (!value.isEmpty()) {
                read(key, value);
            }
        }
    }

    private static String known(String section) {
        return section.equals(Key.AGENTS) ? "the ids of agents" : new TreeSet<>(Key.below(section)).toString();
    }

    Path path() {
        return path;
    }

    String text() {
        return text;
    }

    YamlNode document() {
        return document;
    }

    /** Returns what its keys stand for, in the order of the file. */
    Map<String, YamlNode> values() {
        return values;
    }

    Optional<YamlNode> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Says what is wrong with the value of a key that it has, and the value as it is written. */
    InvalidRequestException wrongValue(String key, String problem) {
        YamlNode node = find(key).orElseThrow();
        return wrong(node, key, problem + ", was " + node);
    }

    /** Returns the first value below a section that has some. */
    YamlNode firstBelow(String section) {
        return values.entrySet().stream()
                .filter(each -> each.getKey().startsWith(section + "."))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** Says where something is. */
    String place(YamlNode at) {
        return path + ":" + at.line();
    }

    /** Says what is wrong at a place; the problem never tells the value of a variable. */
    InvalidRequestException wrong(YamlNode at, String key, String problem) {
        return new InvalidRequestException(problem(at, key, problem));
    }

    String problem(YamlNode at, String key, String problem) {
        return place(at) + ": " + (key.isEmpty() ? "the file " : "\"" + key + "\" ") + problem;
    }
}
