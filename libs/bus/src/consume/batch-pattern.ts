import { applyDecorators, Catch, UseFilters } from '@nestjs/common';
import type { RpcExceptionFilter } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { throwError } from 'rxjs';
import type { Observable } from 'rxjs';

/** Lets the bus see the error itself; Nest would hand it a plain object without code. */
@Catch()
class PassErrorsOn implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/** Marks a method that receives each batch of these topics and the transaction in which it takes effect. */
export const BatchPattern = (topics: string | readonly string[]): MethodDecorator =>
  applyDecorators(EventPattern([topics].flat()), UseFilters(new PassErrorsOn()));
