package io.headjack.internal.catalog;

import io.headjack.InstanceId;
import io.headjack.error.CatalogException;
import io.headjack.internal.json.Documents;
import io.headjack.internal.json.Fields;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalog as bytes. What is not whole is never read as less. */
final class CatalogDocument {
    static final int VERSION = 3;
    /** Within these first bytes stands what makes each write different from all others. */
    static final int HEAD_BYTES = 96;

    private static final int MARK_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CatalogDocument() {}

    /**
     * Reads a catalog.
     *
     * @throws DamagedCatalogException if it is none
     * @throws CatalogException if it is one of another version
     */
    static CatalogState parse(Path file, byte[] content) throws DamagedCatalogException {
        Map<String, Object> document;
        try {
            document = Documents.readJson(content);
        } catch (IOException e) {
            throw new DamagedCatalogException(e);
        }
        if (!(document.get("version") instanceof Number version)) {
            throw new DamagedCatalogException("it has no version, so Headjack did not write it");
        }
        if (!version.equals(VERSION)) {
            throw new CatalogException("the catalog " + file + " is of version " + version
                    + ", and this Headjack knows version " + VERSION
                    + " only; use the Headjack that wrote it, or another data directory");
        }
        try {
            return state(document);
        } catch (RuntimeException e) {
            throw new DamagedCatalogException(e);
        }
    }

    private static CatalogState state(Map<String, Object> document) {
        if (!(document.get("instances") instanceof List<?>)) {
            throw new IllegalArgumentException("it has no list of instances");
        }
        Fields fields = new Fields("catalog", document);
        fields.number("version", 0);
        fields.optionalText("write");
        Map<InstanceId, InstanceRecord> instances = new LinkedHashMap<>();
        for (Object each : fields.list("instances")) {
            InstanceRecord instance = InstanceRecord.read(each);
            if (instances.put(instance.id(), instance) != null) {
                throw new IllegalArgumentException("it has instance " + instance.id() + " twice");
            }
        }
        return new CatalogState(fields.text("id"), instances, fields.rest());
    }

    static byte[] write(CatalogState state, InstanceTexts texts) {
        byte[] mark = new byte[MARK_BYTES];
        RANDOM.nextBytes(mark);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("version", VERSION);
        out.put("write", HexFormat.of().formatHex(mark));
        out.put("id", state.id());
        out.put("instances", texts.of(state));
        out.putAll(state.unknown());
        return Documents.writeJson(out);
    }
}
