package io.headjack.spi;

import io.headjack.Permissions;
import io.headjack.SessionName;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to start a coding agent, and what there is to know of it. Immutable: each setter returns a new profile. What is not
 * set, the agent does not have.
 *
 * <pre>{@code
 * public AgentProfile profile() {
 *     return AgentProfile.of("stand-in", List.of("sh", "-c", SCRIPT, "stand-in"))
 *             .promptArguments(List.of("--task"))
 *             .headless(new HeadlessMode(List.of(), List.of("--task"), "", "", "", ""))
 *             .environment(Map.of("STAND_IN_SIGN", "(a script, no model)"));
 * }
 * }</pre>
 */
public final class AgentProfile {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern FILE = Pattern.compile("[^/\\p{Cntrl}][^\\p{Cntrl}]*");

    private final String id;
    private final Content content;

    private AgentProfile(String id, Content content) {
        this.id = id;
        this.content = content;
    }

    /**
     * Begins a profile.
     *
     * @param id the name by which a user chooses it: lower-case letters, digits and hyphens, a letter first; neither {@code
     *     shell} nor {@code command}
     * @param command the program and its fixed arguments
     * @return a profile of an agent that takes its prompt as its last argument, and of which nothing else is known
     * @throws IllegalArgumentException if the id has another form, or the command names no program
     */
    public static AgentProfile of(String id, List<String> command) {
        if (!FORM.matcher(id).matches() || "shell".equals(id) || "command".equals(id)) {
            throw new IllegalArgumentException(
                    "agent id must match " + FORM + " and be neither shell nor command, was " + id);
        }
        return new AgentProfile(id, new Content()).command(command);
    }

    /**
     * Returns the name by which a user chooses it.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * Returns the program and its fixed arguments.
     *
     * @return the words
     */
    public List<String> command() {
        return content.command;
    }

    /**
     * Sets the program and its fixed arguments.
     *
     * @param words the words
     * @return a new profile
     * @throws IllegalArgumentException if they name no program
     */
    public AgentProfile command(List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("agent " + id + " must name a program");
        }
        return with(next -> next.command = List.copyOf(words));
    }

    /**
     * Returns what comes before the prompt when one is given.
     *
     * @return the arguments
     */
    public List<String> promptArguments() {
        return content.promptArguments;
    }

    /**
     * Sets what comes before the prompt when one is given, such as {@code --prompt}. The prompt follows as one argument, or
     * in place of one over 96 KiB a sentence that names the file it is in. Behind an argument that ends in an equals sign, such
     * as {@code --prompt=}, it is a part of that.
     *
     * @param arguments the arguments
     * @return a new profile
     */
    public AgentProfile promptArguments(List<String> arguments) {
        return with(next -> next.promptArguments = List.copyOf(arguments));
    }

    /**
     * Returns what makes it take up its last conversation when its session is started again.
     *
     * @return the arguments, empty where it cannot
     */
    public List<String> resumeArguments() {
        return content.resumeArguments;
    }

    /**
     * Sets what makes it take up its last conversation when its session is started again, such as {@code --continue}; it
     * comes after its other arguments.
     *
     * @param arguments the arguments
     * @return a new profile
     */
    public AgentProfile resumeArguments(List<String> arguments) {
        return with(next -> next.resumeArguments = List.copyOf(arguments));
    }

    /**
     * Returns what makes it run programs that tell what it is doing.
     *
     * @return the arguments
     */
    public List<String> hookArguments() {
        return content.hookArguments;
    }

    /**
     * Sets what makes it run programs that tell what it is doing. They come after its fixed arguments and are not recorded.
     * Such a program replaces the file that the variable {@code HEADJACK_STATUS} names by one line: {@code WORKING}, {@code
     * IDLE} or {@code WAITING_INPUT}, and perhaps a blank and what it asks.
     *
     * @param arguments the arguments
     * @return a new profile
     */
    public AgentProfile hookArguments(List<String> arguments) {
        return with(next -> next.hookArguments = List.copyOf(arguments));
    }

    /**
     * Returns the variables that it needs.
     *
     * @return the variables with their values, in the order in which they were set
     */
    public Map<String, String> environment() {
        return content.environment;
    }

    /**
     * Sets the variables that it needs; no secrets.
     *
     * @param variables the variables with their values
     * @return a new profile
     */
    public AgentProfile environment(Map<String, String> variables) {
        return with(next -> next.environment = Collections.unmodifiableMap(new LinkedHashMap<>(variables)));
    }

    /**
     * Returns how to read its screen.
     *
     * @return the patterns
     */
    public ScreenPatterns screen() {
        return content.screen;
    }

    /**
     * Sets how to read its screen.
     *
     * @param patterns the patterns
     * @return a new profile
     */
    public AgentProfile screen(ScreenPatterns patterns) {
        return with(next -> next.screen = patterns);
    }

    /**
     * Returns the forms in which it takes a credential.
     *
     * @return the forms, the best first
     */
    public List<AgentCredential> credentials() {
        return content.credentials;
    }

    /**
     * Sets the forms in which it takes a credential. They are looked for in this order, first in variables, then in files.
     *
     * @param forms the forms, the best first
     * @return a new profile
     */
    public AgentProfile credentials(List<AgentCredential> forms) {
        return with(next -> next.credentials = List.copyOf(forms));
    }

    /**
     * Tells whether it can be used without a credential.
     *
     * @return whether it can; false by default
     */
    public boolean credentialOptional() {
        return content.credentialOptional;
    }

    /**
     * Sets whether it can be used without a credential: it is ready then, also if none is found.
     *
     * @param optional whether it can
     * @return a new profile
     */
    public AgentProfile credentialOptional(boolean optional) {
        return with(next -> next.credentialOptional = optional);
    }

    /**
     * Returns what comes before the name of a model.
     *
     * @return the arguments, empty where none can be chosen
     */
    public List<String> modelArguments() {
        return content.modelArguments;
    }

    /**
     * Sets what comes before the name of a model when one is chosen, such as {@code --model}.
     *
     * @param arguments the arguments
     * @return a new profile
     */
    public AgentProfile modelArguments(List<String> arguments) {
        return with(next -> next.modelArguments = List.copyOf(arguments));
    }

    /**
     * Returns what makes it keep to permissions.
     *
     * @return the arguments for each that it knows, which may be none
     */
    public Map<Permissions, List<String>> permissionArguments() {
        return content.permissionArguments;
    }

    /**
     * Sets what makes it keep to permissions.
     *
     * @param arguments the arguments for each that it knows; an empty list where it does so by itself
     * @return a new profile
     */
    public AgentProfile permissionArguments(Map<Permissions, List<String>> arguments) {
        Map<Permissions, List<String>> copy = new EnumMap<>(Permissions.class);
        arguments.forEach((each, words) -> copy.put(each, List.copyOf(words)));
        return with(next -> next.permissionArguments = Collections.unmodifiableMap(copy));
    }

    /**
     * Returns how it does one task without a terminal.
     *
     * @return the mode, or {@link HeadlessMode#NONE}
     */
    public HeadlessMode headless() {
        return content.headless;
    }

    /**
     * Sets how it does one task without a terminal.
     *
     * @param mode the mode
     * @return a new profile
     */
    public AgentProfile headless(HeadlessMode mode) {
        return with(next -> next.headless = mode);
    }

    /**
     * Returns how long after a text it takes Enter for what it is.
     *
     * @return how long; zero by default
     */
    public Duration enterAfter() {
        return content.enterAfter;
    }

    /**
     * Sets how long after a text it takes Enter for what it is, for an agent that takes it for a line break before: so long
     * {@link io.headjack.Session#submit} waits between both, and whoever else types into the session meanwhile waits with it.
     *
     * @param pause how long
     * @return a new profile
     */
    public AgentProfile enterAfter(Duration pause) {
        return with(next -> next.enterAfter = pause);
    }

    /**
     * Returns what is typed to make it end.
     *
     * @return keys by their names and texts, empty where it is asked to by a signal
     */
    public List<String> quit() {
        return content.quit;
    }

    /**
     * Sets what is typed to make it end when its instance is stopped, before what still runs then is asked to by a signal.
     *
     * @param input names of {@link io.headjack.Key}, such as {@code CTRL_C}; every other word is typed as it is
     * @return a new profile
     */
    public AgentProfile quit(List<String> input) {
        return with(next -> next.quit = List.copyOf(input));
    }

    /**
     * Returns what must be in files of its home directory before it is started.
     *
     * @return contents by file
     */
    public Map<String, String> files() {
        return content.files;
    }

    /**
     * Sets what must be in files of its home directory before it is started, so that it asks nothing. Each content is merged
     * into the file, and what the file has already stays: in a {@code .json} file fields that it lacks are added, in a {@code
     * .toml} file tables and keys, in any other file lines. Done in containers only.
     *
     * @param contents contents by file, which is a path relative to the home directory
     * @return a new profile
     * @throws IllegalArgumentException if a path is absolute or leads out of the home directory
     */
    public AgentProfile files(Map<String, String> contents) {
        contents.keySet().stream()
                .filter(each -> !FILE.matcher(each).matches() || each.matches("(?:.*/)?\\.{1,2}(?:/.*)?"))
                .findFirst()
                .ifPresent(each -> {
                    throw new IllegalArgumentException(
                            "a file of agent " + id + " must be a path below the home directory, was " + each);
                });
        return with(next -> next.files = Collections.unmodifiableMap(new LinkedHashMap<>(contents)));
    }

    /**
     * Returns the package that it is installed from.
     *
     * @return the package, or empty where Headjack does not install it
     */
    public Optional<AgentPackage> npmPackage() {
        return Optional.ofNullable(content.npmPackage);
    }

    /**
     * Sets the package that it is installed from when an image is built for it.
     *
     * @param installed the package
     * @return a new profile
     */
    public AgentProfile npmPackage(AgentPackage installed) {
        return with(next -> next.npmPackage = installed);
    }

    /**
     * Returns the image that has it.
     *
     * @return the image's name, or empty where none is named
     */
    public Optional<String> image() {
        return Optional.ofNullable(content.image);
    }

    /**
     * Sets the image that has it, in place of one that is built.
     *
     * @param reference the image's name
     * @return a new profile
     */
    public AgentProfile image(String reference) {
        return with(next -> next.image = reference);
    }

    /**
     * Returns the name of its sessions that are given none.
     *
     * @return the name, or empty for memorable ones
     */
    public Optional<SessionName> windowName() {
        return Optional.ofNullable(content.windowName);
    }

    /**
     * Sets the name of its sessions that are given none; where that is taken, a number is appended.
     *
     * @param name the name
     * @return a new profile
     */
    public AgentProfile windowName(SessionName name) {
        return with(next -> next.windowName = name);
    }

    /**
     * Returns where its sessions start.
     *
     * @return an absolute path inside or one relative to the worktree, or empty for the worktree
     */
    public Optional<String> workingDirectory() {
        return Optional.ofNullable(content.workingDirectory);
    }

    /**
     * Sets where its sessions start if nothing else is asked for.
     *
     * @param directory an absolute path inside, or one relative to the worktree
     * @return a new profile
     */
    public AgentProfile workingDirectory(String directory) {
        return with(next -> next.workingDirectory = directory);
    }

    /**
     * Tells whether a person who starts it wants to see it at once.
     *
     * @return whether to attach; true by default
     */
    public boolean autoAttach() {
        return content.autoAttach;
    }

    /**
     * Sets whether a person who starts it wants to see it at once. Headjack attaches nobody by itself: programs ask for this.
     *
     * @param attach whether to attach
     * @return a new profile
     */
    public AgentProfile autoAttach(boolean attach) {
        return with(next -> next.autoAttach = attach);
    }

    /**
     * Returns words by which a person finds it.
     *
     * @return the words
     */
    public List<String> tags() {
        return content.tags;
    }

    /**
     * Sets words by which a person finds it.
     *
     * @param words the words
     * @return a new profile
     */
    public AgentProfile tags(List<String> words) {
        return with(next -> next.tags = List.copyOf(words));
    }

    private AgentProfile with(Consumer<Content> change) {
        Content next = new Content(content);
        change.accept(next);
        return new AgentProfile(id, next);
    }

    /** Names its variables and does not show their values, which a user may have made secrets of. */
    @Override
    public String toString() {
        return "AgentProfile[" + id + ", command=" + command() + ", environment="
                + new TreeSet<>(environment().keySet()) + "]";
    }

    /** What can be set. Changed only while it is copied. */
    private static final class Content {
        private List<String> command = List.of();
        private List<String> promptArguments = List.of();
        private List<String> resumeArguments = List.of();
        private List<String> hookArguments = List.of();
        private Map<String, String> environment = Map.of();
        private ScreenPatterns screen = ScreenPatterns.NONE;
        private List<String> modelArguments = List.of();
        private Map<Permissions, List<String>> permissionArguments = Map.of();
        private HeadlessMode headless = HeadlessMode.NONE;
        private Duration enterAfter = Duration.ZERO;
        private List<String> quit = List.of();
        private Map<String, String> files = Map.of();
        private @Nullable AgentPackage npmPackage;
        private @Nullable String image;
        private @Nullable SessionName windowName;
        private @Nullable String workingDirectory;
        private boolean autoAttach = true;
        private List<String> tags = List.of();
        private List<AgentCredential> credentials = List.of();
        private boolean credentialOptional;

        Content() {}

        Content(Content other) {
            command = other.command;
            promptArguments = other.promptArguments;
            resumeArguments = other.resumeArguments;
            hookArguments = other.hookArguments;
            environment = other.environment;
            screen = other.screen;
            modelArguments = other.modelArguments;
            permissionArguments = other.permissionArguments;
            headless = other.headless;
            enterAfter = other.enterAfter;
            quit = other.quit;
            files = other.files;
            npmPackage = other.npmPackage;
            image = other.image;
            windowName = other.windowName;
            workingDirectory = other.workingDirectory;
            autoAttach = other.autoAttach;
            tags = other.tags;
            credentials = other.credentials;
            credentialOptional = other.credentialOptional;
        }
    }
}
