/** Where films happen: countries, cities, landscapes, buildings, vehicles' ways. */
export const PLACES = `
# countries, peoples and languages
estados unidos, eeuu, ee uu, usa, estadounidense, estadounidenses, norteamericano, norteamericana = usa, united states, america, american
américa, americano, americana, americanos = america, american
sueño americano = american dream
sur de estados unidos, sureño, sureña, sur profundo = southern usa, south
inglaterra, inglés, inglesa, ingleses = england, english, british
gran bretaña, reino unido, británico, británica, británicos = great britain, british, england
escocia, escocés, escocesa = scotland, scottish
irlanda, irlandés, irlandesa, irlandeses = ireland, irish
irlanda del norte = northern ireland
francia, francés, francesa, franceses = france, french
españa, español, española, españoles = spain, spanish
italia, italiano, italiana, italianos = italy, italian
alemania, alemán, alemana, alemanes = germany, german
portugal, portugués, portuguesa = portugal, portuguese
grecia, griego, griega, griegos = greece, greek
rusia, ruso, rusa, rusos = russia, russian
unión soviética, urss, soviético, soviética, soviéticos = soviet union, soviet, russia
polonia, polaco, polaca = poland, polish
austria, austríaco, austriaca = austria
suiza, suizo = switzerland, swiss
suecia, sueco, sueca = sweden, swedish
noruega, noruego = norway, norwegian
dinamarca, danés, danesa = denmark, danish
finlandia, finlandés = finland, finnish
islandia = iceland
holanda, holandés, holandesa, países bajos = netherlands, dutch
bélgica, belga = belgium, belgian
hungría, húngaro = hungary, hungarian
rumanía, rumano, rumana = romania, romanian
transilvania = transylvania
checoslovaquia, república checa, checo, checa = czechoslovakia, czech
yugoslavia, balcanes = yugoslavia; serbia = serbia; bosnia = bosnia
turquía, turco, turca = turkey, turkish
israel, israelí = israel; palestina, palestino = palestine
irán, iraní = iran; iraq, irak, iraquí = iraq
afganistán, afgano, talibán, talibanes = afghanistan, taliban
oriente medio, árabe, árabes, arabia = middle east, arab
egipto, egipcio, egipcia, egipcios, antiguo egipto = egypt, egyptian, ancient egypt
faraón, faraones, cleopatra, pirámide, pirámides = pharaoh, pyramid, egypt
marruecos, marroquí = morocco; argelia = algeria
áfrica, africano, africana, africanos = africa, african
sudáfrica, sudafricano, apartheid = south africa, apartheid
kenia = kenya; nigeria = nigeria; etiopía = ethiopia; somalia = somalia; ruanda = rwanda; congo = congo; uganda = uganda
india, indio de la india, hindú, hindúes, bollywood = india, bollywood, hindu
bombay, mumbai = mumbai, bombay; nueva delhi = new delhi; calcuta = calcutta
china, chino, chinos, china antigua = china, chinese
hong kong = hong kong
japón, japonés, japonesa, japoneses = japan, japanese
tokio = tokyo
corea, coreano, coreana, coreanos, corea del sur = korea, south korea, korean
corea del norte = north korea
vietnam, vietnamita, vietnamitas = vietnam, vietnamese
tailandia, tailandés = thailand; bangkok = bangkok
filipinas = philippines; indonesia = indonesia; camboya = cambodia; birmania = burma; tíbet = tibet; nepal = nepal
asia, asiático, asiática, asiáticos = asia, asian
australia, australiano, australiana = australia, australian
nueva zelanda, neozelandés = new zealand
canadá, canadiense, canadienses = canada, canadian
méxico, mexicano, mexicana, mexicanos, mejicano = mexico, mexican
frontera con méxico, frontera mexicana = mexican border, border
cuba, cubano, cubana, cubanos, la habana = cuba, cuban, havana
puerto rico = puerto rico; república dominicana = dominican republic; haití = haiti; jamaica = jamaica; caribe, caribeño = caribbean
colombia, colombiano, colombiana = colombia, colombian
venezuela = venezuela; perú = peru; ecuador = ecuador; bolivia = bolivia; chile = chile; uruguay = uruguay; paraguay = paraguay
argentina, argentino, argentinos, buenos aires = argentina, buenos aires
brasil, brasileño, brasileña, río de janeiro, favela, favelas = brazil, rio de janeiro, slum
guatemala = guatemala; nicaragua = nicaragua; el salvador = el salvador; panamá = panama; costa rica = costa rica; honduras = honduras
sudamérica, américa del sur, suramérica, latinoamérica, américa latina, latino, latina, latinos = south america, latin america, latino
europa, europeo, europea, europeos = europe, european
oriente, oriental, orientales = east, oriental
occidente, occidental = west, western world
mediterráneo = mediterranean
polo norte, ártico, ártica = north pole, arctic
polo sur, antártida, antártico = antarctica, south pole
alaska = alaska
hawái, hawaiano = hawaii
texas, tejas, tejano = texas
california, californiano = california
florida = florida; miami = miami
# cities
nueva york, neoyorquino, neoyorquina, neoyorquinos, manhattan, brooklyn, bronx, harlem, queens = new york, new york city, manhattan
los ángeles = los angeles
hollywood, industria del cine, mundo del cine, rodaje de una película, cine dentro del cine, rodaje = hollywood, filmmaking, film making
san francisco = san francisco
las vegas = las vegas, casino
chicago = chicago
boston = boston; filadelfia = philadelphia; detroit = detroit; seattle = seattle; baltimore = baltimore
nueva orleans = new orleans
washington = washington d.c.
nueva jersey = new jersey
parís, parisino, parisina, parisinos = paris
londres, londinense = london england, london
berlín, muro de berlín = berlin, berlin wall
roma, romano, romana, romanos = rome, roman
antigua roma, imperio romano = ancient rome, roman empire
antigua grecia = ancient greece
venecia, veneciano = venice
florencia = florence; nápoles = naples; milán = milan; sicilia, siciliano = sicily; toscana = tuscany
madrid = madrid; barcelona = barcelona; sevilla = seville; andalucía = andalusia
viena = vienna; praga = prague; budapest = budapest; varsovia = warsaw
moscú = moscow; san petersburgo, leningrado = st petersburg, leningrad
estambul = istanbul; atenas = athens; lisboa = lisbon; ámsterdam = amsterdam; bruselas = brussels
shanghái = shanghai; pekín = beijing
ciudad de méxico = mexico city
montecarlo = monte carlo; mónaco = monaco
# settlements
ciudad, ciudades, gran ciudad, metrópoli, urbano, urbana = city, urban, big city
pueblo, pueblos, pueblecito, pueblo pequeño, pequeño pueblo, aldea, aldeas = small town, village, town
barrio, barrios, barrio marginal, suburbio, suburbios, afueras, extrarradio = neighborhood, suburb, suburbia, slum
gueto, guetos = ghetto
calle, calles, callejero, callejera, callejón = street, streets
campo, rural, mundo rural, vida rural, la campiña, campestre = countryside, rural, farm, field
reino, reinos, reino mágico = kingdom
país, países, nación, patria = country, nation
mundo, mundos, mundo entero = world
frontera, fronteras = border, frontier
capital = capital
# nature
mar, mares, océano, océanos, alta mar, marítimo = sea, ocean
bajo el mar, mundo submarino, submarino, submarinos, submarina, fondo del mar = underwater, submarine
playa, playas = beach
isla, islas, islote = island
isla desierta, islas desiertas = desert island, deserted island
costa, costas, costero = coast
río, ríos = river
lago, lagos = lake
pantano, pantanos, ciénaga = swamp
cascada, cataratas = waterfall
montaña, montañas, monte, montes, montañismo, alpinismo, alpinista, escalada, escalador, escaladores = mountain, mountains, climbing, mountaineer
everest = everest; himalaya = himalaya; alpes = alps; andes = andes
volcán, volcanes, erupción = volcano
cueva, cuevas, caverna, gruta = cave
bosque, bosques, arboleda = forest, woods
selva, selvas, jungla, selva amazónica, amazonía = jungle, rainforest
desierto, desiertos, sáhara = desert
sabana, safari = safari, savannah
pradera, llanura, llanuras = prairie, plains
valle, valles, cañón = valley, canyon
nieve, nevada, nevado, tormenta de nieve, ventisca = snow, snowstorm, blizzard
hielo, glaciar, helado, congelado = ice, glacier, frozen
naturaleza, naturaleza salvaje, salvaje, salvajes, vida salvaje = nature, wilderness, wild, wildlife
cielo, cielos = sky, heaven
infierno, infiernos, inframundo, purgatorio = hell, underworld, purgatory
paraíso, paraísos, edén = paradise
más allá, vida después de la muerte, otra vida, ultratumba = afterlife, life after death
espacio, espacial, espaciales, espacio exterior, cosmos, cósmico = space, outer space
universo, universos, galaxia, galaxias, galáctico = universe, galaxy
universo paralelo, universos paralelos, mundo paralelo, mundos paralelos, realidad alternativa, otra dimensión, dimensión, multiverso = parallel universe, alternate reality, parallel world, another dimension
planeta, planetas = planet
marte, planeta rojo = mars
luna, lunar, la luna = moon
la tierra, planeta tierra, tierra = earth
sol, solar = sun
estrella, estrellas, estelar = star, stars
estación espacial = space station
agujero negro, agujeros negros, agujero de gusano = black hole, wormhole
asteroide, asteroides, meteorito, meteoritos, cometa, cometas = asteroid, meteor, comet
# buildings
casa, casas, hogar, hogares, vivienda = house, home
piso, apartamento, apartamentos, departamento, ático = apartment, flat
mansión, mansiones, caserón, palacete = mansion
edificio, edificios, rascacielos, torre, torres = building, skyscraper, tower
castillo, castillos, fortaleza = castle, fortress
palacio, palacios = palace
cabaña, cabañas, choza = cabin
cabaña en el bosque, cabaña del bosque, casa en el bosque = cabin in the woods, cabin
granja, granjas, rancho, ranchos, hacienda = farm, ranch
hotel, hoteles, hostal, posada = hotel, inn
motel, moteles = motel
restaurante, restaurantes, cafetería, café = restaurant, cafe
bar, bares, taberna, cantina, pub = bar, pub, saloon
discoteca, discotecas, club nocturno, clubes nocturnos, cabaré, cabaret = nightclub, disco, cabaret
club de striptease, club de alterne, burdel, prostíbulo = strip club, brothel
casino, casinos = casino
tienda, tiendas, comercio, almacén = shop, store
centro comercial, centros comerciales, grandes almacenes = shopping mall, mall, department store
supermercado, supermercados = supermarket
videoclub = video store
mercado, mercados = market
banco, bancos = bank
oficina, oficinas, despacho = office
fábrica, fábricas = factory
empresa, empresas, corporación, corporaciones, compañía, multinacional = company, corporation, corporate
hospital, hospitales, clínica = hospital, clinic
hospital psiquiátrico, psiquiátrico, manicomio, manicomios, sanatorio, asilo, hospital mental = psychiatric hospital, mental institution, asylum, insane asylum
escuela, escuelas, colegio, colegios, cole = school
instituto, institutos, secundaria, escuela secundaria, bachillerato, preparatoria = high school
internado, internados = boarding school
universidad, universidades, facultad, campus, la universidad = university, college, campus
residencia de estudiantes, fraternidad, hermandad universitaria = fraternity, dormitory
baile de graduación, graduación, fiesta de graduación = prom, graduation
academia, academias, escuela militar = academy, military school
biblioteca, bibliotecas, bibliotecario, bibliotecaria = library, librarian
librería, librerías = bookstore
museo, museos = museum; galería de arte, galería = art gallery
teatro, teatros, teatral = theater, theatre, stage
ópera, óperas = opera
sala de cine, cines = movie theater, cinema
circo, circos, circense = circus
parque, parques = park
parque de atracciones, parques de atracciones, parque temático, feria = amusement park, theme park, carnival
zoo, zoológico = zoo; acuario = aquarium
estadio, estadios = stadium
gimnasio, gimnasios = gym
piscina, piscinas, alberca, pileta = swimming pool
iglesia, iglesias, catedral, parroquia = church, cathedral
convento, conventos, monasterio, monasterios, abadía = convent, monastery
templo, templos = temple
cementerio, cementerios, tumba, tumbas, sepultura, lápida = cemetery, grave, tomb, graveyard
cárcel, cárceles, prisión, prisiones, penitenciaría, calabozo, celda, presidio = prison, jail
corredor de la muerte = death row
campo de concentración, campos de concentración, campo de exterminio, auschwitz = concentration camp, auschwitz, holocaust
campo de prisioneros, gulag = prison camp, prisoner of war, gulag
cuartel, base militar, bases militares = military base, barracks
búnker, refugio, refugios = bunker, shelter
laboratorio, laboratorios = laboratory, lab
observatorio = observatory
faro, faros = lighthouse
puente, puentes = bridge
túnel, túneles, alcantarilla, alcantarillas, cloacas = tunnel, sewer
subterráneo, subterránea, sótano, sótanos = underground, basement
desván, buhardilla = attic
ascensor, ascensores, elevador = elevator
habitación, habitaciones, cuarto, dormitorio = room, bedroom
cocina, cocinas, cocinar = kitchen, cooking
baño, ducha = bathroom, shower
jardín, jardines, jardinero = garden, gardener
laberinto, laberintos = labyrinth, maze
aeropuerto, aeropuertos = airport
estación de tren, estación, estaciones = train station, station
puerto, puertos, muelle = harbor, port
gasolinera, gasolineras = gas station
carretera, carreteras, autopista, camino, caminos = road, highway
metro, subte = subway
ayuntamiento = city hall
casa blanca = white house
pentágono = pentagon
wall street, bolsa de valores = wall street, stock market
orilla, bahía, golfo = shore, bay
campamento, campamentos, campamento de verano, acampada = camp, summer camp, camping
campamento base = camp
ruinas, ruina = ruins
norte = north
sur = south
`;
