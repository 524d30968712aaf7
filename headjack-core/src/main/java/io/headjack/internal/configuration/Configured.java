package io.headjack.internal.configuration;

import io.headjack.CredentialSource;
import io.headjack.Setting;
import io.headjack.error.InvalidRequestException;
import io.headjack.internal.os.Environment;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.HeadjackConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is in force: what the caller gave comes before the environment, and that before the file. */
public final class Configured {
    private static final String FILE = "HEADJACK_CONFIG";

    private final Map<Key, String> given;
    private final Map<String, CredentialSource> credentials;
    private final Environment environment;
    private final ConfigurationFile file;
    private final Values values;

    private Configured(
            Map<Key, String> given,
            Map<String, CredentialSource> credentials,
            Environment environment,
            ConfigurationFile file) {
        this.given = given;
        this.credentials = credentials;
        this.environment = environment;
        this.file = file;
        this.values = new Values(file, new Expansion(environment));
    }

    /** Reads the file, and checks all that can be checked without knowing the agents. */
    public static Configured read(HeadjackConfiguration asked, Environment environment) {
        boolean named = asked.configFile() != null || environment.variable(FILE).isPresent();
        return of(asked, environment, ConfigurationFile.read(file(asked, environment), named));
    }

    static Configured of(HeadjackConfiguration asked, Environment environment, ConfigurationFile file) {
        Map<Key, String> given = new EnumMap<>(Key.class);
        Optional.ofNullable(asked.dataDirectory())
                .ifPresent(directory -> given.put(Key.STORAGE_DIRECTORY, directory.toString()));
        Optional.ofNullable(asked.runtimeId()).ifPresent(runtime -> given.put(Key.RUNTIME_NAME, runtime));
        Configured configured = new Configured(given, asked.credentials(), environment, file);
        configured.values.text(Key.DEFAULT_AGENT.path());
        configured.baseImage();
        configured.values.text(Key.RUNTIME_NAME.path());
        configured.runtimeFlags();
        configured.dataDirectory();
        return configured;
    }

    /** Returns the file: what the caller named, what {@value #FILE} names, or the usual one. */
    public static Path file(HeadjackConfiguration asked, Environment environment) {
        return asked.configFile() != null
                ? asked.configFile()
                : environment
                        .variable(FILE)
                        .map(name -> Path.of(name).toAbsolutePath())
                        .orElseGet(environment::configFile);
    }

    /** Returns the image of instances that name none. */
    public Optional<String> baseImage() {
        return text(Key.DEFAULT_BASE_IMAGE);
    }

    /** Returns the runtime of new instances. */
    public Optional<String> runtime() {
        return text(Key.RUNTIME_NAME);
    }

    /** Says who named the runtime. */
    public String runtimeReason() {
        if (given.containsKey(Key.RUNTIME_NAME)) {
            return "it was asked for by name";
        }
        return Key.RUNTIME_NAME
                .variable()
                .filter(name -> environment.variable(name).isPresent())
                .map(name -> name + " names it")
                .orElse("the configuration names it");
    }

    /** Returns the flags of new instances. */
    public Map<String, List<String>> runtimeFlags() {
        return values.flags(Key.RUNTIME_FLAGS.path());
    }

    /** Returns where everything is kept. */
    public Path dataDirectory() {
        String key = Key.STORAGE_DIRECTORY.path();
        Optional<Path> inFile = values.text(key).map(text -> {
            Path directory = Path.of(new Expansion(environment).home(text));
            if (!directory.isAbsolute()) {
                throw file.wrongValue(key, "must be an absolute path or begin with ~/");
            }
            return directory;
        });
        return above(Key.STORAGE_DIRECTORY)
                .map(text -> Path.of(text).toAbsolutePath())
                .or(() -> inFile)
                .orElseGet(environment::dataDirectory);
    }

    /** Returns the known agents with what the file says of them, and the file's own; checks that the default is one. */
    public ConfiguredAgents agents(Map<String, AgentProfile> known) {
        ConfiguredAgents agents = ConfiguredAgents.over(known, file, values).from(credentials);
        checkDefault(agents.profiles().keySet());
        checkGiven(agents.profiles().keySet());
        return agents;
    }

    private void checkGiven(Set<String> agents) {
        credentials.keySet().stream().filter(id -> !agents.contains(id)).forEach(id -> {
            throw new InvalidRequestException(
                    "a credential was given for the invalid agent \"" + id + "\"; known are " + new TreeSet<>(agents));
        });
    }

    private void checkDefault(Set<String> agents) {
        String key = Key.DEFAULT_AGENT.path();
        values.text(key).filter(id -> !agents.contains(id)).ifPresent(id -> {
            throw file.wrongValue(key, "must be one of the agents " + new TreeSet<>(agents));
        });
        text(Key.DEFAULT_AGENT).filter(id -> !agents.contains(id)).ifPresent(id -> {
            throw new InvalidRequestException(
                    "HEADJACK_AGENT must be one of the agents " + new TreeSet<>(agents) + ", was \"" + id + "\"");
        });
    }

    private Optional<String> text(Key key) {
        Optional<String> inFile = values.text(key.path());
        return above(key).or(() -> inFile);
    }

    private Optional<String> above(Key key) {
        return Optional.ofNullable(given.get(key)).or(() -> key.variable().flatMap(environment::variable));
    }

    /** Returns each setting that has a value or could have, as it is written: values of variables are not shown. */
    public List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (Key key : Key.values()) {
            if (!key.path().contains("*")) {
                settings.add(setting(key));
            }
        }
        file.values().forEach((key, node) -> {
            if (key.startsWith(Key.AGENTS + ".")) {
                settings.add(new Setting(key, Optional.of(node.toString()), file.place(node)));
            }
        });
        return List.copyOf(settings);
    }

    /**
     * Returns one setting, which may have no value.
     *
     * @throws InvalidRequestException if there is no such key
     */
    public Setting setting(String key) {
        List<String> names = Settings.names(key);
        Optional<Key> known = Key.find(key);
        if (known.isPresent() && !known.get().path().contains("*")) {
            return setting(known.get());
        }
        String name = names.get(names.size() - 1);
        return (known.isPresent()
                        ? file.find(key)
                        : file.find(key.substring(0, key.lastIndexOf('.'))).flatMap(node -> node.find(name)))
                .map(node -> new Setting(key, Optional.of(node.toString()), file.place(node)))
                .orElseGet(() -> new Setting(key, Optional.empty(), "default"));
    }

    private Setting setting(Key key) {
        if (given.containsKey(key)) {
            return new Setting(key.path(), Optional.ofNullable(given.get(key)), "builder");
        }
        Optional<String> variable =
                key.variable().filter(name -> environment.variable(name).isPresent());
        if (variable.isPresent()) {
            return new Setting(key.path(), variable.flatMap(environment::variable), variable.get());
        }
        return file.find(key.path())
                .map(node -> new Setting(key.path(), Optional.of(node.toString()), file.place(node)))
                .orElseGet(() -> new Setting(key.path(), usual(key), "default"));
    }

    private Optional<String> usual(Key key) {
        return switch (key) {
            case STORAGE_DIRECTORY -> Optional.of(environment.dataDirectory().toString());
            default -> Optional.empty();
        };
    }
}
