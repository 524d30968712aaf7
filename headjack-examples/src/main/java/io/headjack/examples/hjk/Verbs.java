package io.headjack.examples.hjk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** The verbs by their names, each made when it is wanted. */
final class Verbs {
    private final Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

    Verbs(Context context) {
        verbs.put("run", () -> new RunVerb(context));
        verbs.put("agent", () -> new AgentVerb(context));
        verbs.put("exec", () -> new ExecVerb(context));
        verbs.put("attach", () -> new AttachVerb(context));
        verbs.put("ps", () -> new PsVerb(context));
        verbs.put("status", () -> new StatusVerb(context));
        verbs.put("logs", () -> new LogsVerb(context));
        verbs.put("send", () -> new SendVerb(context));
        verbs.put("rename", () -> new RenameVerb(context));
        verbs.put("kill", () -> new KillVerb(context));
        verbs.put("stop", () -> new StopVerb(context));
        verbs.put("restart", () -> new RestartVerb(context));
        verbs.put("recreate", () -> new RecreateVerb(context));
        verbs.put("rm", () -> new RmVerb(context));
        verbs.put("diff", () -> new DiffVerb(context));
        verbs.put("collect", () -> new CollectVerb(context));
        verbs.put("doctor", () -> new DoctorVerb(context));
        verbs.put("events", () -> new EventsVerb(context));
        verbs.put("config", () -> new ConfigVerb(context, new Editor(System.getenv())));
        verbs.put("agents", () -> new AgentsVerb(context));
        verbs.put("build", () -> new BuildVerb(context));
        verbs.put("auth", () -> new AuthVerb(context));
        verbs.put("version", () -> new VersionVerb(context.console()));
        verbs.put("help", HelpCommand::new);
        verbs.put("completion", () -> new CompletionVerb(context.console()));
        verbs.put("complete-names", () -> new NamesVerb(context));
        aliases.put("ls", "ps");
        aliases.put("list", "ps");
    }

    /** Adds the verb that is asked for; all of them where none is, or one that tells about the others. */
    void addTo(CommandLine hjk, String... arguments) {
        String word = firstWord(arguments);
        String verb = aliases.getOrDefault(word, word);
        Supplier<Object> asked = verbs.get(verb);
        if (asked == null || verb.equals("help") || verb.equals("completion")) {
            verbs.forEach((name, maker) -> add(hjk, name, maker.get()));
        } else {
            add(hjk, verb, asked.get());
        }
    }

    /** Returns the first word after the options of all verbs, or none where another option comes first. */
    private static String firstWord(String... arguments) {
        int next = 0;
        while (next < arguments.length && arguments[next].startsWith("-")) {
            String[] option = arguments[next].split("=", 2);
            if (!Globals.NAMES.contains(option[0])) {
                return "";
            }
            next += option.length == 2 ? 1 : 2;
        }
        return next < arguments.length ? arguments[next] : "";
    }

    private void add(CommandLine hjk, String name, Object verb) {
        CommandLine command = new CommandLine(verb);
        if (!(verb instanceof HelpCommand)) {
            command.addMixin("help", new HelpOption());
        }
        String[] others = aliases.entrySet().stream()
                .filter(each -> each.getValue().equals(name))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        hjk.addSubcommand(name, command, others);
    }
}
