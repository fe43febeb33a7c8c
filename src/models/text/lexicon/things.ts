/** Things, animals, food, the body. */
export const THINGS = `
# vehicles
coche, coches, auto, autos, automóvil, carro, carros = car, cars
camión, camiones, camioneta, furgoneta = truck, van
autobús, autobuses, bus, ómnibus, colectivo = bus
taxi, taxis = taxi
moto, motos, motocicleta, motocicletas = motorcycle
tren, trenes, ferrocarril = train
tranvía = tram
avión, aviones, vuelo, vuelos, aéreo = airplane, plane, flight
helicóptero, helicópteros = helicopter
globo, globos, dirigible = balloon
barco, barcos, buque, buques, navío, embarcación = ship, boat
bote, botes, lancha, velero, yate = boat, yacht, sailing
titanic = titanic, ship
tanque, tanques = tank
cohete, cohetes = rocket
ambulancia = ambulance
máquina, máquinas, mecánico, mecánica = machine, mechanic
motor, motores = engine
rueda, ruedas = wheel
# objects
libro, libros = book, books
cuento, cuentos, fábula, fábulas = tale, fable, story
novela, novelas = novel
página, páginas, papel = page, paper
mapa, mapas = map
llave, llaves = key
puerta, puertas = door
ventana, ventanas = window
espejo, espejos = mirror
reloj, relojes = clock, watch
lámpara, luz, luces = light, lamp
vela, velas = candle
cámara, cámaras = camera
cámaras de vigilancia, cámara oculta, vigilancia = surveillance, security camera, voyeur
vídeo, videos, cinta de vídeo, videocinta = video, videotape
teléfono, teléfonos, llamada telefónica, llamada, llamadas = telephone, phone call, call
móvil, móviles, celular, celulares = cell phone, phone
mensaje, mensajes = message
botella, botellas = bottle
caja, cajas, cofre = box, chest
maleta, maletas, maletín, equipaje = suitcase, briefcase, luggage
bolsa, bolso = bag
juguete, juguetes = toy, toys
peluche, osito de peluche = teddy bear
máscara, máscaras, enmascarado, enmascarada = mask, masked
disfraz, disfraces, disfrazado, disfrazarse = disguise, costume
ropa, vestido, vestidos, traje = clothes, dress, suit
vestido de novia = wedding dress
zapato, zapatos, tacones = shoes, heels
uniforme = uniform
sombrero, sombreros = hat
gafas, anteojos = glasses
anillo, anillos = ring
anillo de compromiso = engagement ring
joya, joyas, joyería, alhaja = jewel, jewelry
diamante, diamantes = diamond, diamonds
collar, perla, perlas = necklace, pearl
espada, espadas, sable, esgrima = sword, fencing
cuchillo, cuchillos, navaja, daga = knife, dagger
hacha, motosierra, sierra = axe, chainsaw, chain saw
arco, flecha, flechas, arquero, tiro con arco = bow, arrow, archery
pistola, pistolas, revólver, arma de fuego, armas de fuego = gun, pistol
fusil, rifle, escopeta, ametralladora = rifle, shotgun, machine gun
cuerda, soga = rope
cadena, cadenas = chain
escalera, escaleras = stairs, ladder
trampa, trampas = trap
veneno, venenos, envenenar, envenenado, envenenamiento = poison, poisoning
medicina, medicinas, pastilla, pastillas, medicamento = medicine, pills
ataúd, féretro = coffin
cadáver, cadáveres = corpse, dead body
esqueleto, esqueletos, calavera = skeleton, skull
bola de cristal, cristal, cristales = crystal ball, crystal, glass
varita, varita mágica = wand, magic; poción = potion; amuleto, talismán = amulet, magic
artefacto, reliquia, reliquias = artifact, relic
santo grial, grial, arca perdida = holy grail, ark
estatua, estatuas = statue
bandera, banderas = flag
cruz = cross
campana, campanas = bell
piano = piano; guitarra = guitar; violín = violin; trompeta = trumpet; tambor, batería = drums; saxofón = saxophone
disco, discos, vinilo = record, disc
fuegos artificiales = fireworks
regalo, regalos = gift, present
premio, premios = prize, award
trofeo, copa = trophy, cup; medalla = medal
petróleo = oil; gasolina = gasoline; carbón = coal; energía = energy
electricidad, eléctrico, apagón = electricity, electric, blackout
dólares, dólar, billetes, euros = dollars, money, cash
tarjeta de crédito, cheque = credit card, check
documento, documentos, archivo, archivos = document, file
basura = garbage
piedra, piedras, roca, rocas = stone, rock
arena = sand
agua, aguas = water
polvo = dust
humo, tabaco, cigarrillo, cigarro, fumar, fumador = smoke, tobacco, cigarette, smoking
madera = wood
hierro, acero, metal = iron, steel, metal
plata = silver
# food
comida, comidas, alimento, comer = food, eating
gastronomía, culinario, culinaria, alta cocina, mundo de la cocina = cooking, food, chef, gourmet
cena, cenas, cenar = dinner
desayuno, almuerzo = breakfast, lunch
banquete = banquet, feast
pan = bread; panadería, panadero = bakery, baker
pastel, pasteles, tarta, pastelería = cake, pastry
chocolate = chocolate; caramelo, caramelos, golosinas = candy
fruta, frutas = fruit; manzana = apple; naranja = orange; limón = lemon
carne = meat; carnicero, carnicería = butcher
pescado = fish; sushi = sushi
pizza = pizza; hamburguesa = hamburger
azúcar = sugar; especias = spice
bebida, bebidas, beber, alcohol, trago = drinking, alcohol, drink
vino, vinos, viñedo, viñedos, bodega = wine, vineyard, winery
cerveza, cervezas = beer
café con leche = coffee
leche = milk
# animals
animal, animales = animal, animals
animal parlante, animales parlantes, animales que hablan, animal que habla = talking animal, talking animals
mascota, mascotas = pet
perro, perros, perra, perrito, can, canino = dog, dogs
cachorro, cachorros = puppy
gato, gatos, gata, gatito, felino = cat, cats
caballo, caballos, yegua, potro = horse, horses
vaca, vacas = cow; toro, toros = bull; ganado = cattle
cerdo, cerdos, cerdito, jabalí = pig
oveja, ovejas = sheep; cordero = lamb; cabra = goat
burro, asno = donkey; mula = mule
gallina, gallinas, pollo, pollos = chicken, hen; gallo = rooster
pato, patos = duck; ganso = goose; cisne, cisnes = swan
pájaro, pájaros, ave, aves = bird, birds
águila = eagle; halcón = hawk, falcon; búho = owl; cuervo, cuervos = crow, raven; paloma = pigeon, dove
loro, loros, papagayo = parrot
pingüino, pingüinos = penguin
ratón, ratones = mouse, mice; rata, ratas = rat, rats
conejo, conejos, liebre = rabbit
ardilla, ardillas = squirrel; castor = beaver
lobo, lobos, loba = wolf, wolves
zorro, zorros, zorra = fox
oso, osos, osa = bear, bears
oso polar = polar bear; panda = panda
león, leones, leona = lion, lions
tigre, tigres = tiger
leopardo = leopard; pantera = panther; puma = cougar, puma; jaguar = jaguar
elefante, elefantes = elephant
mono, monos, simio, simios, primate = monkey, ape, apes
gorila, gorilas = gorilla; chimpancé, chimpancés = chimpanzee; orangután = orangutan
jirafa = giraffe; cebra = zebra; rinoceronte = rhinoceros; hipopótamo = hippopotamus; koala = koala
ciervo, ciervos, venado = deer; reno, renos = reindeer; alce = moose
pez, peces = fish, fishes
tiburón, tiburones = shark, sharks
ballena, ballenas, orca = whale, killer whale
delfín, delfines = dolphin; foca, focas = seal
pulpo = octopus; calamar = squid; medusa = jellyfish, medusa
cangrejo = crab; langosta = lobster
tortuga, tortugas = turtle
rana, ranas = frog; sapo = toad, frog
serpiente, serpientes, culebra, víbora, anaconda = snake, snakes
cocodrilo, cocodrilos, caimán = crocodile, alligator
lagarto, lagartija, reptil, reptiles = lizard, reptile
araña, arañas, tarántula = spider, spiders
insecto, insectos, bicho, bichos = insect, insects, bugs; hormiga, hormigas = ant, ants, insect
abeja, abejas = bee, bees; avispa, avispas = wasp
mosca, moscas = fly; mosquito = mosquito
mariposa, mariposas = butterfly; polilla = moth
escorpión = scorpion; cucaracha = cockroach; gusano, gusanos = worm
murciélago, murciélagos = bat, bats
animal asesino, animales asesinos = killer animal, animal attack, animal horror
# plants
árbol, árboles = tree, trees
flor, flores = flower, flowers; rosa, rosas = rose, flower
planta, plantas = plant, plants
hierba mala, semilla = seed
# body
cuerpo, cuerpos = body
cabeza, cabezas, decapitación, decapitado = head, decapitation
cara, caras, rostro, rostros = face
ojo, ojos, mirada = eye, eyes
boca = mouth; diente, dientes = teeth; colmillos = fangs
oreja = ear; nariz = nose
pelo, cabello = hair; barba = beard; rubio, rubia, rubias = blonde; pelirroja = redhead
mano, manos = hand, hands; dedo, dedos = finger
brazo, brazos = arm; pierna, piernas = leg; pie, pies = foot, feet
corazón, corazones = heart
cerebro, cerebros = brain
mente, mentes, mental, mentales = mind, mental
alma, almas = soul
hueso, huesos = bone
piel = skin
cicatriz, herida, heridas, herido = scar, wound, injured
tatuaje, tatuajes = tattoo
voz, voces = voice
sonrisa, risa, risas, reír = smile, laughter, laugh
orgasmo = orgasm; masturbación = masturbation; condón, preservativo = condom
ADN = dna
sombra, sombras = shadow, shadows
silencio, silencioso, silenciosa = silence, silent
oscuridad, tinieblas = darkness
color, colores = color
rojo, roja = red
azul = blue
verde = green
amarillo, amarilla = yellow
blanco, blanca, blancos = white
negro, negra, negros, negras = black
rosado, rosada = pink
dorado, dorada = golden
número, números = number
palabra, palabras = word, words
nombre, nombres = name
idioma, idiomas, lengua, lenguas, traductor = language, translator
grupo, grupos = group
miembro, miembros = member
ejército rebelde = rebels
serie de asesinatos, cadena de asesinatos, serie de crímenes = series of murders, serial killer
fin, final, finales = end, ending
principio, comienzo, inicio = beginning
cosa, objeto, objetos = object
idea, ideas = idea
ejemplo = example
tipo duro, tipos duros = tough guy
lugar, lugares, sitio = place
`;
