import { globSync } from 'node:fs';
import { join } from 'node:path';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { HealthController } from '@holdfast/platform';
import { projectRoot } from '@holdfast/services';

/** Every route that the gateway's controllers declare, as `GET /path/{part}`. */
export async function gatewayRoutes(): Promise<string[]> {
  const files = globSync('apps/gateway/src/**/*.controller.ts', { cwd: projectRoot });
  const modules = await Promise.all(files.map((file): Promise<object> => import(join(projectRoot, file))));
  const exported = modules.flatMap((module) => Object.values(module)).filter((each) => typeof each === 'function');
  return [...exported, HealthController].flatMap(routesOf).toSorted();
}

function routesOf(controller: { prototype: object; name: string }): string[] {
  const base: unknown = Reflect.getMetadata(PATH_METADATA, controller);
  if (typeof base !== 'string' || !controller.name.endsWith('Controller')) return [];
  return Object.entries(Object.getOwnPropertyDescriptors(controller.prototype)).flatMap(([, { value }]) => {
    if (typeof value !== 'function') return [];
    const method: unknown = Reflect.getMetadata(METHOD_METADATA, value);
    if (typeof method !== 'number') return [];
    const paths: unknown[] = [Reflect.getMetadata(PATH_METADATA, value)].flat();
    return paths.map((path) => {
      const parts = [base, String(path)].join('/').split('/').filter(Boolean);
      const named = parts.join('/').replaceAll(/:(\w+)/g, '{$1}');
      return `${RequestMethod[method]} /${named.replace(/\*$/, '{path}')}`;
    });
  });
}
