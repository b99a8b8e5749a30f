package dev.kontor.http.request;

import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// A controller's argument of type [JsonObject] is the body: of JSON, and of no more than 256 KiB.
final class JsonBodyArgument implements HandlerMethodArgumentResolver {
    /// For a whole body, so that one that comes byte by byte takes no place for ever.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int CHUNK_BYTES = 2 * 1024;

    private final LargeBodies largeBodies;

    JsonBodyArgument(LargeBodies largeBodies) {
        this.largeBodies = largeBodies;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == JsonObject.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        var request = (HttpServletRequest) webRequest.getNativeRequest();
        if (!isPlainJson(request)) {
            throw new ProblemException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be application/json, in UTF-8 and not compressed.");
        }
        return JsonObject.parse(body(request));
    }

    private static boolean isPlainJson(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        String type = request.getContentType();
        if (type == null || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            return false;
        }
        try {
            MediaType mediaType = MediaType.parseMediaType(type);
            Charset charset = mediaType.getCharset();
            return mediaType.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (charset == null || charset.equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private byte[] body(HttpServletRequest request) {
        if (request.getContentLengthLong() > BodyLimit.BYTES) {
            throw BodyLimit.exceeded();
        }
        try {
            return read(request);
        } catch (IOException e) {
            throw notInTime();
        }
    }

    private byte[] read(HttpServletRequest request) throws IOException {
        InputStream in = request.getInputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK_BYTES];
        long begunAt = System.nanoTime();
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            if (body.size() + length > BodyLimit.BYTES) {
                throw BodyLimit.exceeded();
            }
            if (body.size() + length > LargeBodies.SMALL_BYTES) {
                largeBodies.enter(request);
            }
            if (System.nanoTime() - begunAt > PATIENCE_NANOS) {
                throw notInTime();
            }
            body.write(chunk, 0, length);
        }
        return body.toByteArray();
    }

    private static ProblemException notInTime() {
        return new ProblemException(
                ErrorCode.INVALID_REQUEST, "The body did not arrive whole or in time.");
    }
}
