package io.stampede.web.rest;

import io.stampede.engine.Problem;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Requests that reach no controller, because of their method or media type.
@RestControllerAdvice
class UnhandledProblems {
  @ExceptionHandler({
    HttpRequestMethodNotSupportedException.class,
    HttpMediaTypeNotSupportedException.class,
    HttpMediaTypeNotAcceptableException.class,
  })
  ResponseEntity<Map<String, Object>> answer(Exception e) {
    HttpStatusCode status =
        e instanceof ErrorResponse known ? known.getStatusCode() : HttpStatusCode.valueOf(400);
    return Problems.answer(
        status.value(), Problem.request("bad-request", String.valueOf(e.getMessage()), ""));
  }
}
