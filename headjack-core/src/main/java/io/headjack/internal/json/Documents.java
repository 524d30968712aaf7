package io.headjack.internal.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON and YAML documents as maps of text, numbers, booleans, lists and maps. */
public final class Documents {
    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .setDefaultPrettyPrinter(
                    new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));
    private static final ObjectWriter LINE = JSON.writer().without(SerializationFeature.INDENT_OUTPUT);

    private Documents() {}

    public static Map<String, Object> readJson(byte[] content) throws IOException {
        JsonNode document = JSON.readTree(content);
        if (document == null || !document.isObject()) {
            throw new IOException("it holds no JSON object");
        }
        return JSON.convertValue(document, MAP);
    }

    /** Writes a document out; what is in it as a {@link JsonText} stays as it is. */
    public static byte[] writeJson(Map<String, ?> document) {
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JacksonException e) {
            throw unfit(e);
        }
    }

    /** Writes a document out once, to be part of others as often as need be. */
    public static JsonText text(Map<String, ?> document) {
        try {
            return new JsonText(LINE.writeValueAsString(document));
        } catch (JacksonException e) {
            throw unfit(e);
        }
    }

    private static IllegalArgumentException unfit(JacksonException cause) {
        return new IllegalArgumentException("a document holds maps, lists, text, numbers and booleans only", cause);
    }

    /** Reads a YAML document; an empty one is an empty map. */
    public static Map<String, Object> readYaml(byte[] content) throws IOException {
        ObjectMapper yaml = new YAMLMapper();
        JsonNode document = yaml.readTree(content);
        return document.isMissingNode() || document.isNull()
                ? Map.of()
                : yaml.readerFor(MAP).readValue(document);
    }

    /** Reads a YAML document with the place of each part. */
    public static YamlNode readYaml(String text) throws IOException {
        return YamlReader.read(text);
    }

    /** Returns text in the quotes of JSON, which YAML knows too. */
    public static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("text cannot be quoted", e);
        }
    }
}
