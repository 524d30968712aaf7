package io.headjack;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes types as they stand in a declaration, with generics and nullness, without the packages known to everybody. */
final class ApiTypes {

    private ApiTypes() {}

    static String name(AnnotatedType type) {
        String nullness = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
        if (type instanceof AnnotatedArrayType array) {
            return name(array.getAnnotatedGenericComponentType()) + (nullness.isEmpty() ? "" : " " + nullness) + "[]";
        }
        if (type instanceof AnnotatedParameterizedType parameterized) {
            String raw = ((ParameterizedType) type.getType()).getRawType().getTypeName();
            return nullness + brief(raw) + names(parameterized.getAnnotatedActualTypeArguments(), ", ", "<", ">");
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
            String upper = names(wildcard.getAnnotatedUpperBounds(), " & ", "", "");
            return lower.length > 0
                    ? "? super " + names(lower, " & ", "", "")
                    : upper.equals("Object") ? "?" : "? extends " + upper;
        }
        return nullness + brief(type.getType().getTypeName());
    }

    static String parameters(GenericDeclaration declaration) {
        TypeVariable<?>[] variables = declaration.getTypeParameters();
        return variables.length == 0
                ? ""
                : Arrays.stream(variables).map(ApiTypes::variable).collect(joining(", ", "<", ">"));
    }

    private static String variable(TypeVariable<?> variable) {
        String bounds = names(variable.getAnnotatedBounds(), " & ", "", "");
        return bounds.equals("Object") ? variable.getName() : variable.getName() + " extends " + bounds;
    }

    private static String names(AnnotatedType[] types, String separator, String start, String end) {
        return Arrays.stream(types).map(ApiTypes::name).collect(joining(separator, start, end));
    }

    private static String brief(String name) {
        return name.replaceFirst("^java\\.(lang|util|time)\\.(?=[A-Z])", "");
    }
}
