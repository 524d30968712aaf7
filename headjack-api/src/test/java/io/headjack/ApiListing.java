package io.headjack;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists what is public or protected: a line for each type, below it an indented line for each member, sorted. */
final class ApiListing {

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private static final int SHOWN =
            Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

    private ApiListing() {}

    static List<String> of(Path classes, List<String> packages) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> classes.relativize(file).toString().replace('/', '.'))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .filter(name -> !name.endsWith("-info"))
                    .map(ApiListing::load)
                    .filter(type -> packages.contains(type.getPackageName()) && isVisible(type))
                    .sorted(Comparator.comparing(Class::getName))
                    .flatMap(type -> Stream.concat(Stream.of(header(type)), members(type)))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiListing.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        return !type.isAnonymousClass()
                && !type.isLocalClass()
                && isVisible(type.getModifiers())
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String header(Class<?> type) {
        StringBuilder line = new StringBuilder(annotations(type));
        line.append(modifiers(type)).append(kind(type)).append(' ').append(type.getName());
        line.append(ApiTypes.parameters(type));
        if (type.isRecord()) {
            line.append(Arrays.stream(type.getRecordComponents())
                    .map(ApiListing::component)
                    .collect(joining(", ", "(", ")")));
        }
        AnnotatedType parent = type.getAnnotatedSuperclass();
        if (parent != null && kind(type).equals("class") && parent.getType() != Object.class) {
            line.append(" extends ").append(ApiTypes.name(parent));
        }
        line.append(
                list(type.isInterface() ? " extends " : " implements ", type.getAnnotatedInterfaces(), ApiTypes::name));
        if (type.isSealed()) {
            line.append(list(" permits ", type.getPermittedSubclasses(), Class::getName));
        }
        return line.toString();
    }

    private static String modifiers(Class<?> type) {
        int shown = kind(type).equals("class") ? SHOWN : Modifier.PUBLIC | Modifier.PROTECTED;
        return separated(Modifier.toString(type.getModifiers() & shown)) + (type.isSealed() ? "sealed " : "");
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    private static Stream<String> members(Class<?> type) {
        Stream<String> constants = !type.isEnum()
                ? Stream.of()
                : Arrays.stream(type.getFields())
                        .filter(Field::isEnumConstant)
                        .map(field -> "    " + annotations(field) + field.getName());
        Stream<String> others = Stream.of(
                        Arrays.stream(type.getDeclaredFields())
                                .filter(field -> isListed(field) && !field.isEnumConstant())
                                .map(ApiListing::field),
                        Arrays.stream(type.getDeclaredConstructors())
                                .filter(constructor -> isListed(constructor) && !isCanonical(constructor))
                                .map(ApiListing::constructor),
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> isListed(method) && !isImplied(method))
                                .map(ApiListing::method))
                .flatMap(Function.identity())
                .map(line -> "    " + line)
                .sorted();
        return Stream.concat(constants, others);
    }

    private static boolean isListed(Member member) {
        return isVisible(member.getModifiers()) && !member.isSynthetic();
    }

    private static boolean isCanonical(Constructor<?> constructor) {
        Class<?> type = constructor.getDeclaringClass();
        return type.isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .toArray(Class<?>[]::new));
    }

    /** Whether the line of the type tells of this method already, or every object has it. */
    private static boolean isImplied(Method method) {
        Class<?> type = method.getDeclaringClass();
        boolean accessor = type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> method.equals(component.getAccessor()));
        boolean ofEnum = type.isEnum()
                && (method.getName().equals("values") || method.getName().equals("valueOf"));
        return accessor || ofEnum || OF_EVERY_OBJECT.contains(method.getName());
    }

    private static String component(RecordComponent component) {
        return ApiTypes.name(component.getAnnotatedType()) + " " + component.getName();
    }

    private static String field(Field field) {
        return annotations(field) + separated(Modifier.toString(field.getModifiers()))
                + ApiTypes.name(field.getAnnotatedType()) + " " + field.getName();
    }

    private static String method(Method method) {
        String fallback = method.getDefaultValue() == null ? "" : " default " + method.getDefaultValue();
        return executable(method, ApiTypes.name(method.getAnnotatedReturnType()) + " " + method.getName()) + fallback;
    }

    private static String constructor(Constructor<?> constructor) {
        return executable(constructor, constructor.getDeclaringClass().getSimpleName());
    }

    private static String executable(Executable executable, String resultAndName) {
        int shown = executable.getDeclaringClass().isInterface() ? SHOWN & ~Modifier.ABSTRACT : SHOWN;
        return annotations(executable)
                + separated(Modifier.toString(executable.getModifiers() & shown))
                + (executable instanceof Method method && method.isDefault() ? "default " : "")
                + separated(ApiTypes.parameters(executable))
                + resultAndName
                + Arrays.stream(executable.getParameters())
                        .map(ApiListing::parameter)
                        .collect(joining(", ", "(", ")"))
                + list(" throws ", executable.getAnnotatedExceptionTypes(), ApiTypes::name);
    }

    private static String parameter(Parameter parameter) {
        String type = ApiTypes.name(parameter.getAnnotatedType());
        String shown = parameter.isVarArgs() ? type.substring(0, type.length() - "[]".length()) + "..." : type;
        return shown + " " + parameter.getName();
    }

    private static String annotations(AnnotatedElement element) {
        List<String> names = new ArrayList<>();
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            names.add("@" + annotation.annotationType().getSimpleName());
        }
        return separated(String.join(" ", names));
    }

    private static <T> String list(String start, T[] elements, Function<T, String> name) {
        return elements.length == 0 ? "" : Arrays.stream(elements).map(name).collect(joining(", ", start, ""));
    }

    private static String separated(String text) {
        return text.isEmpty() ? "" : text + " ";
    }
}
