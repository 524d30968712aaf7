package io.headjack.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.internal.json.Documents;
import io.headjack.internal.json.Fields;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published schema knows what the reader knows, and the document is made from it. */
class ConfigurationSchemaTest {
    private static final Path DOCS = Path.of("../docs");

    private final byte[] schema = schema();

    private static byte[] schema() {
        try (InputStream in =
                Objects.requireNonNull(Headjack.class.getResourceAsStream("/io/headjack/configuration.schema.json"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the schema cannot be read", e);
        }
    }

    @Test
    void schema_hasTheKeysThatTheReaderKnows() throws Exception {
        assertThat(keys())
                .extracting(Described::key)
                .containsExactlyElementsOf(
                        Stream.of(Key.values()).map(Key::path).toList());
    }

    @Test
    void schema_hasTheFormAndTheVariableOfEachKey() throws Exception {
        for (Described described : keys()) {
            Key key = Key.find(described.key().replace("*", "x")).orElseThrow();
            assertThat(described.form()).as(key.path()).isEqualTo(key.form());
            assertThat(described.variable())
                    .as(key.path())
                    .isEqualTo(key.variable().orElse(""));
        }
    }

    @Test
    void document_hasTheTableOfTheSchema() throws Exception {
        StringBuilder table = new StringBuilder("| key | value | environment | meaning |\n|---|---|---|---|\n");
        for (Described each : keys()) {
            String variable = each.variable().isEmpty() ? "" : "`" + each.variable() + "`";
            table.append("| `")
                    .append(each.key().replace("*", "<id>"))
                    .append("` | ")
                    .append(each.form().name().toLowerCase(java.util.Locale.ROOT))
                    .append(" | ")
                    .append(variable)
                    .append(" | ")
                    .append(each.meaning())
                    .append(" |\n");
        }

        assertThat(Files.readString(DOCS.resolve("configuration.md"))).contains(table);
    }

    @Test
    void document_hasTheSchemaBesideIt() {
        assertThat(DOCS.resolve("configuration.schema.json")).hasBinaryContent(schema);
    }

    private record Described(String key, Key.Form form, String variable, String meaning) {}

    private List<Described> keys() throws IOException {
        Fields document = new Fields("schema", Documents.readJson(schema));
        List<Described> keys = new ArrayList<>();
        document.map("properties").forEach((section, content) -> {
            Map<String, Object> properties = new Fields(section, content).map("properties");
            properties.forEach((name, key) -> keys.add(described(section + "." + name, key)));
        });
        Map<String, Object> agent = new Fields("agent", document.map("$defs").get("agent")).map("properties");
        agent.forEach((name, key) -> {
            Map<String, Object> below = new Fields(name, key).map("properties");
            below.forEach((part, value) -> keys.add(described("agents.*." + name + "." + part, value)));
            if (below.isEmpty()) {
                keys.add(described("agents.*." + name, key));
            }
        });
        return keys;
    }

    private static Described described(String key, Object content) {
        Fields fields = new Fields(key, content);
        String type = fields.optionalText("type").orElse("");
        boolean list = fields.optionalText("$ref").orElse("").equals("#/$defs/list");
        Key.Form form = list
                ? Key.Form.LIST
                : switch (type) {
                    case "string" -> Key.Form.TEXT;
                    case "integer" ->
                        fields.optionalText("x-unit").isPresent() ? Key.Form.MILLISECONDS : Key.Form.SECONDS;
                    case "boolean" -> Key.Form.FLAG;
                    default -> Key.Form.MAP;
                };
        return new Described(key, form, fields.optionalText("x-environment").orElse(""), fields.text("description"));
    }
}
