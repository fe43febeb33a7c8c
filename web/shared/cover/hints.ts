import type { Compose } from './scene.ts';
import { castle, forest, mountains, planet, skyline, sunburst, waves } from './scenes-land.tsx';
import { birds, claws, globe, house, lightning, piano, planes, skull, speed, swords, tree } from './scenes-night.tsx';
import { balloon, creature, deep, dunes, orbits, road, rocket } from './scenes-roads.tsx';
import { chairs, door, eye, spotlight, stairs, windowLight } from './scenes-rooms.tsx';
import { heart, target, vinyl } from './scenes-signs.tsx';
import {
  clock,
  columns,
  compass,
  crown,
  keyhole,
  lips,
  playingCard,
  rose,
  tuxedo,
  umbrella,
} from './scenes-things.tsx';

/** Words of a name, in English and Spanish, and the scene that shows what they speak of; the first that is found counts. */
const HINTS: readonly (readonly [words: RegExp, compose: Compose])[] = [
  [/\b(lord of the rings|hobbit|ringers)\b/i, mountains],
  [/\b(harry potter|narnia|bridge to terabithia)\b/i, castle],
  [/\b(batman|spider-man|spider|superman|daredevil)\b/i, skyline],
  [/\b(star|stars|galaxy|moon|luna|planets?|mars|marte|solaris|interstellar|estrellas?)\b/i, planet],
  [/\b(space|espacio|odyssey|gravity|orbit|cosmos|universe|universo|solar)\b/i, orbits],
  [/\b(rocket|apollo|astronaut|armageddon|contact|cohete)\b/i, rocket],
  [/\b(nemo|fish|shark|jaws|mermaid|abyss|tibur[óo]n|pez|peces)\b/i, deep],
  [
    /\b(sea|ocean|water|waterworld|titanic|island|isla|boat|ship|storm|pirates?|piratas|wave|tide|river|mar|r[íi]o|poseidon|whale|surf)\b/i,
    waves,
  ],
  [/\b(mountain|everest|cliffhanger|peak|hill|hills|brokeback|valley|heidi|alive|vertical|monta[ñn]a)\b/i, mountains],
  [/\b(desert|dune|dunes|mummy|pyramid|egypt|cairo|arabia|nile|sahara|desierto|momia)\b/i, dunes],
  [/\b(castle|camelot|shrek|princess|fairy|wizard|hogwarts|castillo|princesa)\b/i, castle],
  [/\b(king|kings|queen|prince|emperor|crown|royal|rey|reina)\b/i, crown],
  [/\b(sword|swords|knights?|blade|conan|highlander|samurai|zorro|espada)\b/i, swords],
  [/\b(forest|woods|jungle|blair|bosque|selva|amazon)\b/i, forest],
  [/\b(tree|trees|garden|orchard|leaves|root|roots|[áa]rbol|jard[íi]n)\b/i, tree],
  [
    /\b(city|metropolis|manhattan|york|london|chicago|tokyo|hollywood|vegas|paris|sin city|gotham|streets?|ciudad|calle)\b/i,
    skyline,
  ],
  [/\b(house|home|amityville|haunted|mansion|casa|hogar|shining)\b/i, house],
  [/\b(door|doors|room|rooms|hotel|panic room|puerta|habitaci[óo]n)\b/i, door],
  [/\b(window|windows|rear|ventana)\b/i, windowLight],
  [/\b(stairs|steps|ladder|tower|escalera|torre)\b/i, stairs],
  [
    /\b(clock|clockwork|future|time|times|hours|minutes|tomorrow|yesterday|groundhog|memento|reloj|tiempo|horas)\b/i,
    clock,
  ],
  [/\b(eyes?|sight|vision|watching|looking|blind|blindness|ojos?|mirada|blink)\b/i, eye],
  [/\b(key|secret|secrets|locked|llave|secretos?)\b/i, keyhole],
  [/\b(road|highway|route|driver|drive|ride|riders?|hitcher|thelma|paris, texas|carretera|camino)\b/i, road],
  [/\b(car|cars|speed|fast|furious|racer|race|wheels|italian job|taxi|rally|days of thunder)\b/i, speed],
  [
    /\b(bird|birds|crow|raven|eagle|hawk|falcon|wings?|mockingbird|swan|fly|p[áa]jaros?|cuervo|cisne|cuckoo's)\b/i,
    birds,
  ],
  [
    /\b(wolf|wolves|bear|tiger|lion|beast|claws?|fang|werewolf|cats?|lobo|le[óo]n|tigre|oso|predator|raptor|jurassic|godzilla|kong)\b/i,
    claws,
  ],
  [/\b(monsters?|creature|gremlins|critters|mogwai|minions|monstruos?)\b/i, creature],
  [/\b(dead|death|skull|bones|grave|corpse|muertos?|muerte|zombie|zombies)\b/i, skull],
  [/\b(love|loved|amor|heart|hearts|coraz[óo]n|valentine|valentin)\b/i, heart],
  [/\b(kiss|kissing|lips|beso|besos)\b/i, lips],
  [/\b(rose|roses|flowers?|rosa|flores|beauty)\b/i, rose],
  [/\b(rain|umbrella|singin'|lluvia|cherbourg)\b/i, umbrella],
  [/\b(wedding|bride|groom|bachelor|party|bond|gentleman|gentlemen|boda|novia)\b/i, tuxedo],
  [/\b(piano|pianist|concert|symphony|amadeus|mozart|sonata|pianista|opera)\b/i, piano],
  [/\b(song|songs|music|rock|band|jazz|blues|singer|dj|record|records|high fidelity|m[úu]sica|canci[óo]n)\b/i, vinyl],
  [
    /\b(show|stage|dance|dancing|dancer|chorus|cabaret|burlesque|broadway|star is born|baile|circus|circo)\b/i,
    spotlight,
  ],
  [/\b(casino|ocean's|poker|cards?|gambler|rounders|deal|sting|21)\b/i, playingCard],
  [/\b(top gun|pilot|flight|airport|air force|memphis belle|planes?|airplane|con air|avi[óo]n|vuelo)\b/i, planes],
  [/\b(sniper|target|assassin|hitman|jackal|shooter|bullet|gun)\b/i, target],
  [/\b(thunder|lightning|electric|shock|frankenstein|rayo)\b/i, lightning],
  [/\b(rome|roman|spartacus|gladiator|troy|athens|hercules|alexander|caesar|ben-hur|300)\b/i, columns],
  [/\b(world|earth|globe|mundo|tierra|around)\b/i, globe],
  [/\b(lost ark|indiana|treasure|expedition|north|compass|quest|tesoro)\b/i, compass],
  [/\b(sun|sunshine|sunset|sunrise|summer|dawn|empire of|sol|verano|amanecer)\b/i, sunburst],
  [/\b(wife|husband|marriage|divorce|kramer|mother|father|family|matrimonio|padre|madre|familia)\b/i, chairs],
  [/^up$|\b(balloon|oz|globo)\b/i, balloon],
];

/** The scene that a name asks for; null for most. */
export const hintOf = (name: string): Compose | null => HINTS.find(([words]) => words.test(name))?.[1] ?? null;
